package dev.aftercommit.test.transaction;

import dev.aftercommit.PostCommit;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** An entity whose net change cannot be found out while its mood refuses to be compared. */
@Entity
public class Moody {

    static boolean refusing;

    @Id
    int id = 1;

    @Convert(converter = MoodConverter.class)
    Mood mood = new Mood("calm");

    @PostCommit
    void told() {
        // it is enough that it is registered
    }

    record Mood(String name) {

        @Override
        public boolean equals(Object other) {
            if (refusing) {
                throw new IllegalStateException("test");
            }
            return other instanceof Mood mood && mood.name.equals(name);
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }
    }

    static class MoodConverter implements AttributeConverter<Mood, String> {

        @Override
        public String convertToDatabaseColumn(Mood mood) {
            return mood.name;
        }

        @Override
        public Mood convertToEntityAttribute(String name) {
            return new Mood(name);
        }
    }
}
