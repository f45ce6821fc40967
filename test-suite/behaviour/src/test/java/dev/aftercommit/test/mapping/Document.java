package dev.aftercommit.test.mapping;

import java.util.List;

/** How tests reach {@link EnhancedDocument}, which another class loader has loaded. */
public interface Document {
    void setId(int id);

    void setTitle(String title);

    void setPages(int pages);

    String getText();

    void setText(String text);

    List<String> getTags();
}
