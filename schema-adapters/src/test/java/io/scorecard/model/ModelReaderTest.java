package io.scorecard.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scorecard.functions.Grain;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a model says is what is read. */
class ModelReaderTest {

    private static final Map<String, String> VARIABLES = Map.of("CRM_USER", "ann", "CRM_PASSWORD", "pa$$ w\\0rd");

    @TempDir
    Path root;

    @BeforeEach
    void fill() throws IOException {
        Files.createDirectories(root.resolve("desk/raw"));
        Files.writeString(root.resolve("password"), "from a file\n");
    }

    private Model read(String text) {
        return ModelReader.read(
                new ModelText("acme.yaml", text, root, false), n -> Optional.ofNullable(VARIABLES.get(n)));
    }

    @Test
    void emptyModelHasTheDefaults() {
        Settings settings = read("model: acme").settings();
        assertEquals(ZoneId.of("Z"), settings.timeZone().normalized());
        assertEquals(new FiscalCalendar(Month.JANUARY, DayOfWeek.MONDAY, Optional.empty()), settings.fiscal());
        assertEquals(Optional.empty(), settings.asOf());
        assertEquals(DefaultPeriod.LAST_COMPLETE_MONTH, settings.defaultPeriod());
        assertEquals(Optional.empty(), settings.inactiveDays());
        assertEquals(12, settings.lifetimeWindow());
        assertEquals(0, settings.lifetimeCap());
        assertEquals(new BigDecimal("0.67"), settings.fcrAvoidableShare());
        assertEquals(Settings.Allocation.HANDLE_TIME, settings.allocation());
        assertEquals(Optional.empty(), settings.cesDirection());
        assertEquals(new Settings.Scale(0, 10), settings.scales().get("nps"));
        assertEquals(new Settings.Scale(1, 5), settings.scales().get("csat"));
        assertEquals(100_000, settings.maxCells());
        assertFalse(settings.showPartialPeriods());
    }

    /** What is pinned today is what holds without a pin; another version is refused (BadModelTest). */
    @Test
    void definitionsOfThisVersionMayBePinned() {
        Model pinned = read("definitions: 1");
        assertEquals(1, pinned.catalogue().kpi("churn_rate").orElseThrow().version());
        assertEquals(
                read("model: acme").catalogue().kpi("churn_rate"),
                pinned.catalogue().kpi("churn_rate"));
    }

    @Test
    void everySettingIsTaken() {
        Settings settings = read("""
                        time_zone: Europe/Berlin
                        week_starts: sunday
                        fiscal_year_starts: april
                        as_of: 2026-03-01
                        data_through: 2026-02-28T12:00:00Z
                        default_period: {last: 12 months}
                        currency: EUR
                        gross_margin: 0.8
                        lifetime_window: 6
                        fcr_avoidable_share: 0.5
                        cac_lag_months: 0
                        allocation: tickets
                        retention_categories: [success]
                        controllable_reasons: [price, bugs]
                        ces_direction: ease
                        scales: {ces: [1, 7]}
                        satisfied_from: 4
                        min_responses: 0
                        partial_periods: show
                        max_cells: 5000
                        calendar: gregorian
                        churn_rule: subscriptions
                        attribution: last
                        strict: false
                        fan_out: refuse
                        """).settings();
        assertEquals(ZoneId.of("Europe/Berlin"), settings.timeZone());
        assertEquals(new FiscalCalendar(Month.APRIL, DayOfWeek.SUNDAY, Optional.empty()), settings.fiscal());
        assertEquals(Optional.of(Instant.parse("2026-02-28T23:00:00Z")), settings.asOf());
        assertEquals(Optional.of(Instant.parse("2026-02-28T12:00:00Z")), settings.dataThrough());
        assertEquals(12, settings.defaultPeriod().count());
        assertEquals(Grain.MONTH, settings.defaultPeriod().grain());
        assertEquals(Optional.of("EUR"), settings.currency());
        assertEquals(Optional.of(new BigDecimal("0.8")), settings.grossMargin());
        assertEquals(6, settings.lifetimeWindow());
        assertEquals(new BigDecimal("0.5"), settings.fcrAvoidableShare());
        assertEquals(0, settings.cacLagMonths());
        assertEquals(Settings.Allocation.TICKETS, settings.allocation());
        assertEquals(List.of("success"), settings.retentionCategories());
        assertEquals(List.of("price", "bugs"), settings.controllableReasons());
        assertEquals(Optional.of(Settings.CesDirection.EASE), settings.cesDirection());
        assertEquals(new Settings.Scale(1, 7), settings.scales().get("ces"));
        assertEquals(Optional.of(4), settings.satisfiedFrom());
        assertEquals(0, settings.minResponses());
        assertTrue(settings.showPartialPeriods());
        assertEquals(5000, settings.maxCells());
    }

    @Test
    void defaultPeriodMayBeDays() {
        DefaultPeriod period = read("default_period: {from: 2025-01-01, to: 2026-01-01}")
                .settings()
                .defaultPeriod();
        assertEquals(Optional.of(LocalDate.of(2025, 1, 1)), period.from());
        assertEquals(Optional.of(LocalDate.of(2026, 1, 1)), period.to());
        assertEquals(
                new DefaultPeriod(1, Grain.QUARTER, Optional.empty(), Optional.empty()),
                read("default_period: last_complete_quarter").settings().defaultPeriod());
    }

    @Test
    void postgreSqlSourceIsReadAsInTheManual() {
        String text = "sources:\n"
                + "  crm: {type: postgresql, host: db.acme.example, database: crm, user: ${env:CRM_USER},"
                + " password: ${env:CRM_PASSWORD}, expose: [public.deals_*], sslmode: require, pool_size: 3}\n";
        SourceSpec.PostgreSql crm = (SourceSpec.PostgreSql) read(text).sources().get("crm");
        assertEquals("db.acme.example", crm.host());
        assertEquals(5432, crm.port());
        assertEquals("crm", crm.database());
        assertEquals("ann", crm.user().orElseThrow().reveal());
        assertEquals("pa$$ w\\0rd", crm.password().orElseThrow().reveal());
        assertEquals(Map.of("sslmode", "require"), crm.options());
        assertEquals(3, crm.poolSize());
        assertEquals(10, crm.poolWaitSeconds());
        assertEquals(List.of("public.deals_*"), crm.expose());
        assertEquals(2, crm.place().line());
    }

    @Test
    void secretIsNeverPrinted() {
        Model model = read(
                "sources:\n  crm:\n    type: postgresql\n    host: h\n    database: d\n    password: ${file:password}\n");
        SourceSpec.PostgreSql crm = (SourceSpec.PostgreSql) model.sources().get("crm");
        assertEquals("from a file", crm.password().orElseThrow().reveal());
        assertFalse(model.toString().contains("from a file"));
    }

    @Test
    void filesSourceHasTypesAndNulls() throws IOException {
        String text = "sources:\n  desk:\n    type: files\n    folder: ./desk\n    time_zone: Europe/Berlin\n"
                + "    types: {tickets: {minutes: double, cost: 'decimal(10, 2)'}}\n    nulls: {tickets: [' ', n/a]}\n";
        SourceSpec.Files desk = (SourceSpec.Files) read(text).sources().get("desk");
        assertEquals(root.toRealPath().resolve("desk"), desk.folder());
        assertEquals(Map.of("tickets", Map.of("minutes", "DOUBLE", "cost", "DECIMAL(10, 2)")), desk.types());
        assertEquals(Map.of("tickets", List.of(" ", "n/a")), desk.nulls());
        assertEquals(ZoneId.of("Europe/Berlin"), desk.timeZone());
    }

    @Test
    void tableIsMappedByItsExpressions() {
        TableMapping customers = read("""
                        sources:
                          crm: {type: postgresql, host: h, database: d}
                        tables:
                          customers:
                            from: crm.public."Accounts.2026"
                            columns: {customer_id: id, segment: "CASE WHEN seats > 500 THEN 'enterprise' ELSE 'smb' END", colour: c}
                            where: NOT deleted
                            all_columns: true
                          subscriptions: {source: crm, inclusive_ends: true}
                        """).table("customers").orElseThrow();
        assertEquals("crm", customers.source());
        assertEquals(List.of("public", "Accounts.2026"), customers.from());
        assertEquals(
                List.of("customer_id", "segment", "colour"),
                List.copyOf(customers.columns().keySet()));
        assertEquals(Optional.of("NOT deleted"), customers.where());
        assertTrue(customers.allColumns());
        assertFalse(customers.implied());
    }

    @Test
    void hoursAreAgreedByChannelAndPriority() {
        assertEquals(List.of(), read("model: acme").settings().responseHours());
        assertEquals(
                List.of(
                        new AgreedHours(Optional.of("chat"), Optional.of("urgent"), new BigDecimal("0.5")),
                        new AgreedHours(Optional.empty(), Optional.empty(), new BigDecimal("8"))),
                read("response_hours: [{channel: chat, priority: urgent, hours: 0.5}, {hours: 8}]")
                        .settings()
                        .responseHours());
        assertEquals(
                List.of(new AgreedHours(Optional.empty(), Optional.of("low"), new BigDecimal("72"))),
                read("resolution_hours: [{priority: low, hours: 72}]")
                        .settings()
                        .resolutionHours());
    }

    @Test
    void tableIsMappedByAQueryOfItsSource() {
        TableMapping tickets = read("""
                        sources:
                          desk: {type: files}
                        tables:
                          tickets: {source: desk, query: SELECT id AS ticket_id FROM a JOIN b USING (id)}
                        """).table("tickets").orElseThrow();
        assertEquals("desk", tickets.source());
        assertEquals(List.of(), tickets.from());
        assertEquals(Optional.of("SELECT id AS ticket_id FROM a JOIN b USING (id)"), tickets.query());
    }

    @Test
    void canonicalSourceGivesEveryTableThatHasNoLine() {
        Model model = read("""
                sources:
                  state: {type: files, canonical: true}
                  crm: {type: postgresql, host: h, database: d}
                tables:
                  customers: {source: crm}
                """);
        assertEquals("crm", model.table("customers").orElseThrow().source());
        TableMapping surveys = model.table("surveys").orElseThrow();
        assertEquals("state", surveys.source());
        assertEquals(List.of("surveys"), surveys.from());
        assertTrue(surveys.implied());
    }

    @Test
    void versionTellsTextsApart() {
        assertEquals(read("model: a").version(), read("model: a").version());
        assertNotEquals(read("model: a").version(), read("model: b").version());
    }

    @Test
    void rootIsTheModelsFolderUnlessItIsGiven() throws IOException {
        Path file = Files.writeString(root.resolve("desk/acme.yaml"), "currency: EUR");
        assertEquals(
                root.resolve("desk").toRealPath(),
                ModelReader.read(file, Optional.empty()).root());
        assertEquals(
                root.toRealPath(), ModelReader.read(file, Optional.of(root)).root());
        assertEquals("acme", ModelReader.read(file, Optional.empty()).name());
    }
}
