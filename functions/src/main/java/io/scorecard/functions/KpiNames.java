package io.scorecard.functions;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What KPIs are called, and the words that people say for them: {@code attrition} is no name, and means churn_rate.
 *
 * <p>Such a word is no alias: it may mean several KPIs, so that it is answered by a question and never by a number. Immutable.
 */
public final class KpiNames {

    private static final int MOST_MEANT = 12;

    private final Collection<Kpi> kpis;
    private final Collection<String> names;
    private final String suffix;

    private KpiNames(Collection<Kpi> kpis, Collection<String> names, String suffix) {
        this.kpis = kpis;
        this.names = names;
        this.suffix = suffix;
    }

    static KpiNames of(Catalogue catalogue) {
        return new KpiNames(catalogue.kpis(), catalogue.names(), "");
    }

    /** Where nothing is known of KPIs. */
    public static KpiNames none() {
        return new KpiNames(List.of(), List.of(), "");
    }

    /** The same behind each name, as the functions that end with {@code _by}. */
    public KpiNames with(String ending) {
        return new KpiNames(kpis, names.stream().map(n -> n + ending).toList(), ending);
    }

    public boolean isEmpty() {
        return names.isEmpty();
    }

    public boolean contains(String name) {
        return names.contains(name.toLowerCase(Locale.ROOT));
    }

    /** "Did you mean 'x'?" by what is said, by what is near, or by the names with such a word; else the list. */
    public String advice(String word, String introduction) {
        return advice(word, names, introduction);
    }

    /** Of what is among the candidates, as the columns of a view. */
    public String advice(String word, Collection<String> candidates, String introduction) {
        return meant(word, candidates).orElseGet(() -> Nearest.advice(word, candidates, introduction));
    }

    /** "Did you mean 'x'?", or empty where nobody says the word and no name is like it. */
    public Optional<String> meant(String word) {
        return meant(word, names);
    }

    /** The names of the KPIs that people say the word for, or that it is itself a name of; none where nobody says it. */
    public List<String> saidOf(String word) {
        return contains(word) ? List.of(word.toLowerCase(Locale.ROOT)) : said(word);
    }

    private Optional<String> meant(String word, Collection<String> candidates) {
        String plain = word.endsWith(suffix) ? word.substring(0, word.length() - suffix.length()) : word;
        List<String> said = said(plain).stream().filter(candidates::contains).toList();
        Optional<String> near = said.isEmpty() ? Nearest.to(word, candidates) : Optional.empty();
        if (near.isPresent()) {
            return Nearest.question(List.of(near.get()));
        }
        Set<String> meant = new LinkedHashSet<>(said);
        meant.addAll(Nearest.kin(plain, candidates));
        return Nearest.question(meant.stream().limit(MOST_MEANT).toList());
    }

    private List<String> said(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        return kpis.stream()
                .filter(k -> !k.hidden() && k.said().contains(lower))
                .map(k -> k.name() + suffix)
                .toList();
    }
}
