package dev.aftercommit.test.cache;

import jakarta.persistence.Cacheable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.hibernate.annotations.NaturalId;
import org.hibernate.annotations.NaturalIdCache;

/** An entity that is cached, with its collection and its natural identifier. */
@Entity
@Cacheable
@Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
@NaturalIdCache
class Book {

    @Id
    long id;

    @NaturalId
    String isbn;

    String title;

    @ElementCollection
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    List<String> chapters = new ArrayList<>();

    protected Book() {}

    Book(long id, String title) {
        this.id = id;
        this.isbn = "isbn of " + title;
        this.title = title;
    }
}
