package dev.aftercommit.test.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Pages of the documentation. */
final class Guide {

    private Guide() {}

    /** The text of a page, by its name in the folder {@code docs}. */
    static String page(String name) {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path page = folder.resolve("docs").resolve(name);
            if (Files.exists(page)) {
                return read(page);
            }
        }
        throw new IllegalStateException("There is no docs/" + name + " in a folder above the working directory");
    }

    private static String read(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
