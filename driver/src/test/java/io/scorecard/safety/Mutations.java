package io.scorecard.safety;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts that nearly mean something: those of a corpus, with a few words changed, moved, doubled or lost. */
final class Mutations {

    private static final Pattern WORD = Pattern.compile("\\w+|\\s+|\\W");

    private final List<List<String>> corpus = new ArrayList<>();
    private final String[] strange;
    private final SplittableRandom random;

    Mutations(List<String> texts, String[] strange, long seed) {
        this.strange = strange;
        this.random = new SplittableRandom(seed);
        for (String text : texts) {
            List<String> words = new ArrayList<>();
            Matcher matcher = WORD.matcher(text);
            while (matcher.find()) {
                words.add(matcher.group());
            }
            if (!words.isEmpty()) {
                corpus.add(words);
            }
        }
    }

    String next() {
        List<String> text = new ArrayList<>(any(corpus));
        for (int n = random.nextInt(4); n >= 0 && !text.isEmpty(); n--) {
            change(text);
        }
        return String.join("", text);
    }

    private void change(List<String> text) {
        int at = random.nextInt(text.size());
        switch (random.nextInt(8)) {
            case 0 -> text.remove(at);
            case 1 -> text.add(at, text.get(random.nextInt(text.size())));
            case 2 -> text.set(at, strange[random.nextInt(strange.length)]);
            case 3 -> text.add(at, strange[random.nextInt(strange.length)]);
            case 4 -> text.set(at, any(any(corpus)));
            case 5 -> {
                List<String> other = any(corpus);
                int from = random.nextInt(other.size());
                text.addAll(at, other.subList(from, Math.min(other.size(), from + 1 + random.nextInt(12))));
            }
            case 6 -> {
                int until = Math.min(text.size(), at + 1 + random.nextInt(10));
                text.addAll(at, new ArrayList<>(text.subList(at, until)));
            }
            default -> {
                String word = text.get(at);
                int place = random.nextInt(word.length());
                char c = (char) (random.nextInt(20) == 0 ? random.nextInt(0x10000) : 32 + random.nextInt(95));
                text.set(at, word.substring(0, place) + c + word.substring(place + 1));
            }
        }
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
