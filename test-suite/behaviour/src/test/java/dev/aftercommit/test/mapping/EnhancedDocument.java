package dev.aftercommit.test.mapping;

import dev.aftercommit.PostCommit;
import dev.aftercommit.test.entity.Told;
import jakarta.persistence.Basic;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import java.util.ArrayList;
import java.util.List;

/** An entity with a lazy attribute, to be enhanced. */
@Entity
public class EnhancedDocument extends EnhancedBase implements Document {
    private String title = "a";
    private int pages = 1;

    @Basic(fetch = FetchType.LAZY)
    private String text = "a";

    @ElementCollection
    private List<String> tags = new ArrayList<>();

    @Override
    public void setTitle(String title) {
        this.title = title;
    }

    @Override
    public void setPages(int pages) {
        this.pages = pages;
    }

    @Override
    public String getText() {
        return text;
    }

    @Override
    public void setText(String text) {
        this.text = text;
    }

    @Override
    public List<String> getTags() {
        return tags;
    }

    @PostCommit
    private void told() {
        Told.call("document " + getId());
    }
}
