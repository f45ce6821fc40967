package dev.aftercommit.test.docs;

import java.util.regex.Pattern;

/** The SQL of the page about the barrier, as a worker in another language would take it from there. */
final class BarrierPage {

    private static final Pattern SQL = Pattern.compile("```sql\n(.*?);\n```", Pattern.DOTALL);

    private BarrierPage() {}

    /** The one block with a text in it. */
    static String sql(String text) {
        return SQL.matcher(Guide.page("barrier.md"))
                .results()
                .map(block -> block.group(1))
                .filter(sql -> sql.contains(text))
                .reduce((one, other) -> {
                    throw new IllegalStateException("Two blocks have '" + text + "'");
                })
                .orElseThrow();
    }
}
