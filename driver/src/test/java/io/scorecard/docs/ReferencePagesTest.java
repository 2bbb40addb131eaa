package io.scorecard.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scorecard.functions.CanonicalTables;
import io.scorecard.functions.Catalogue;
import io.scorecard.functions.CatalogueReader;
import io.scorecard.functions.Kpi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The reference pages say what the program does: they are written from the lists that the program reads. */
class ReferencePagesTest {

    private static final String CURE =
            "mvn -pl driver -am test -Dtest=ReferencePagesTest -Dsurefire.failIfNoSpecifiedTests=false -Ddocs.write=true";

    /** @param name the file below docs/reference, without its ending */
    record Page(String name, Supplier<String> content) {

        Path file() {
            return Pages.REPOSITORY.resolve("docs/reference/" + name + ".md");
        }

        String text() {
            return "<!-- Written from the program's own lists; change those, then: " + CURE + " -->\n\n"
                    + content.get();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static final Catalogue CATALOGUE = CatalogueReader.builtIn();
    private static final Page TABLES = new Page("tables", () -> new TablePage().text());
    private static final Page VIEWS = new Page("views", () -> new ViewPage().text());

    static Stream<Page> pages() {
        return Stream.concat(
                Stream.of(
                        new Page("kpis", () -> new KpiPage().text()),
                        new Page("kpis/steps", () -> new StepPage(CATALOGUE).text()),
                        TABLES,
                        VIEWS,
                        new Page("errors", () -> new ErrorPage().text()),
                        new Page("properties", () -> new PropertyPage().text())),
                KpiPage.families(CATALOGUE).entrySet().stream().map(e -> family(e.getKey(), e.getValue())));
    }

    private static Page family(String family, List<Kpi> kpis) {
        String name = "kpis/" + KpiPage.file(family).replace(".md", "");
        return new Page(name, () -> new FamilyPage(CATALOGUE).text(family, kpis));
    }

    @ParameterizedTest
    @MethodSource("pages")
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
        Map<String, List<Kpi>> families = KpiPage.families(CATALOGUE);
        for (Map.Entry<String, List<Kpi>> family : families.entrySet()) {
            List<String> kpis = sections(family(family.getKey(), family.getValue()));
            family.getValue().forEach(kpi -> assertEquals(1, count(kpis, kpi.name()), kpi.name()));
        }
        List<String> tables = sections(TABLES);
        CanonicalTables.builtIn().all().forEach(table -> assertEquals(1, count(tables, table.name()), table.name()));
        List<String> views = sections(VIEWS);
        CATALOGUE.views().forEach(view -> assertEquals(1, count(views, view.name()), view.name()));
    }

    @Test
    void noPageIsLeftOfAFamilyThatIsGone() throws IOException {
        Set<Path> meant = pages().map(Page::file).collect(Collectors.toSet());
        try (Stream<Path> files = Files.list(Pages.REPOSITORY.resolve("docs/reference/kpis"))) {
            files.forEach(file -> assertTrue(meant.contains(file), file + " belongs to no family"));
        }
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
