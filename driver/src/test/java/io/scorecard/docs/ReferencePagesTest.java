package io.scorecard.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scorecard.functions.CanonicalTables;
import io.scorecard.functions.CatalogueReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The reference pages say what the program does: they are written from the lists that the program reads. */
class ReferencePagesTest {

    private static final String CURE =
            "mvn -pl driver -am test -Dtest=ReferencePagesTest -Dsurefire.failIfNoSpecifiedTests=false -Ddocs.write=true";

    enum Page {
        KPIS(() -> new KpiPage().text()),
        TABLES(() -> new TablePage().text()),
        VIEWS(() -> new ViewPage().text()),
        ERRORS(() -> new ErrorPage().text()),
        PROPERTIES(() -> new PropertyPage().text());

        private final Supplier<String> text;

        Page(Supplier<String> text) {
            this.text = text;
        }

        Path file() {
            return Pages.REPOSITORY.resolve("docs/reference/" + name().toLowerCase(java.util.Locale.ROOT) + ".md");
        }

        String text() {
            return "<!-- Written from the program's own lists; change those, then: " + CURE + " -->\n\n" + text.get();
        }
    }

    @ParameterizedTest
    @EnumSource
    void pageIsAsTheProgram(Page page) throws IOException {
        if (Boolean.getBoolean("docs.write")) {
            Files.createDirectories(page.file().getParent());
            Files.writeString(page.file(), page.text());
        }
        List<String> written = Files.exists(page.file()) ? Files.readAllLines(page.file()) : List.of();
        List<String> meant = page.text().lines().toList();
        int same = 0;
        while (same < meant.size() && same < written.size() && meant.get(same).equals(written.get(same))) {
            same++;
        }
        String line = same < meant.size() ? meant.get(same) : "nothing more";
        boolean upToDate = same == meant.size() && same == written.size();
        assertTrue(
                upToDate, page.file() + ":" + (same + 1) + " should be: " + line + "\nTo write the page anew: " + CURE);
    }

    @Test
    void everyKpiAndTableHasItsSection() throws IOException {
        List<String> kpis = sections(Page.KPIS);
        CatalogueReader.builtIn().kpis().forEach(kpi -> assertEquals(1, count(kpis, kpi.name()), kpi.name()));
        List<String> tables = sections(Page.TABLES);
        CanonicalTables.builtIn().all().forEach(table -> assertEquals(1, count(tables, table.name()), table.name()));
        List<String> views = sections(Page.VIEWS);
        CatalogueReader.builtIn().views().forEach(view -> assertEquals(1, count(views, view.name()), view.name()));
    }

    private static List<String> sections(Page page) throws IOException {
        return Arrays.stream(Files.readString(page.file()).split("\n"))
                .filter(line -> line.startsWith("##"))
                .map(line -> line.replaceFirst("^#+ ", ""))
                .toList();
    }

    private static long count(List<String> sections, String name) {
        return sections.stream().filter(name::equals).count();
    }
}
