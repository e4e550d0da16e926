package io.rubro.crm.internal.duplicates;

import io.rubro.crm.internal.model.Folding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Names as they are compared: without case, accents, punctuation, little words and, for companies, the legal form; the words
 * in alphabetical order, since «García López, Ana» and «Ana García López» are one.
 */
final class NameKey {

    private static final int LONGEST = 200;

    /** S.L. and the others, of Spain and Argentina and those met most from abroad, as one word without points. */
    private static final Set<String> LEGAL_FORMS = Set.of(
            "sl",
            "slu",
            "slp",
            "slpu",
            "sll",
            "slne",
            "sa",
            "sau",
            "sad",
            "sal",
            "sc",
            "scp",
            "scoop",
            "sca",
            "scl",
            "sccl",
            "cb",
            "aie",
            "ute",
            "srl",
            "sas",
            "sh",
            "saci",
            "sacif",
            "sacifia",
            "saic",
            "scs",
            "sociedadlimitada",
            "sociedadanonima",
            "ltd",
            "limited",
            "inc",
            "llc",
            "plc",
            "gmbh",
            "sarl",
            "lda",
            "ltda");

    private static final Set<String> LITTLE_WORDS = Set.of(
            "de", "del", "la", "el", "los", "las", "y", "e", "i", "the", "and", "of", "da", "do", "dos", "das", "van",
            "von", "don", "dona");

    private static final Map<String, String> LONG_FORMS = Map.of(
            "hnos",
            "hermanos",
            "hno",
            "hermano",
            "cia",
            "compania",
            "bros",
            "brothers",
            "mª",
            "maria",
            "ma",
            "maria",
            "fco",
            "francisco");

    private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern POINTS = Pattern.compile("(?<=\\b\\p{L})\\.\\s?(?=\\p{L}\\b)|(?<=\\b\\p{L})\\.");
    private static final Pattern LONG_LEGAL_FORM = Pattern.compile(
            "\\bsociedad (limitada|anonima)( (unipersonal|profesional|laboral))?\\b|\\bs\\.? ?coop\\b\\.?");

    private NameKey() {}

    /** The words of a name in alphabetical order, with single blanks; never empty unless the name is. */
    static String of(String name, boolean company) {
        List<String> words = words(name, company);
        return cut(String.join(" ", words.stream().sorted().toList()));
    }

    /**
     * The same by sound, as Spanish is spoken by most: b and v, z, s and soft c, ll and y, g and j, silent h, double letters.
     * It catches what was spelt on the telephone.
     */
    static String sound(String name, boolean company) {
        return cut(String.join(
                " ", words(name, company).stream().map(NameKey::spoken).sorted().toList()));
    }

    private static List<String> words(String name, boolean company) {
        String plain = Folding.searchable(name).replace("&", " y ");
        if (company) {
            plain = LONG_LEGAL_FORM.matcher(plain).replaceAll(" ");
        }
        String bare = NO_LETTER
                .matcher(POINTS.matcher(plain).replaceAll(""))
                .replaceAll(" ")
                .strip();
        if (bare.isEmpty()) {
            return List.of(plain.isBlank() ? Folding.searchable(name) : plain.strip());
        }
        List<String> words = new ArrayList<>(Arrays.asList(bare.split(" ")));
        if (company) {
            dropLegalForm(words);
        }
        List<String> telling = words.stream()
                .filter(word -> !LITTLE_WORDS.contains(word))
                .map(word -> LONG_FORMS.getOrDefault(word, word))
                .toList();
        return telling.isEmpty() ? words : telling;
    }

    /** Takes legal forms off the end, also those written as letters apart: {@code s l u}. */
    private static void dropLegalForm(List<String> words) {
        boolean dropped = true;
        while (dropped && words.size() > 1) {
            dropped = false;
            for (int letters = Math.min(5, words.size() - 1); letters >= 1 && !dropped; letters--) {
                List<String> tail = words.subList(words.size() - letters, words.size());
                boolean apart = letters == 1 || tail.stream().allMatch(word -> word.length() == 1);
                if (apart && LEGAL_FORMS.contains(String.join("", tail))) {
                    tail.clear();
                    dropped = true;
                }
            }
        }
    }

    private static String spoken(String word) {
        String sound = word.replace("ch", "#")
                .replace("h", "")
                .replace("v", "b")
                .replace("ll", "y")
                .replaceAll("qu(?=[ei])", "k")
                .replaceAll("gu(?=[ei])", "g#")
                .replaceAll("c(?=[ei])", "s")
                .replaceAll("g(?=[ei])", "j")
                .replace("g#", "g")
                .replace("z", "s")
                .replace("c", "k")
                .replace("q", "k")
                .replace("ph", "f")
                .replaceAll("y$", "i")
                .replaceAll("(.)\\1+", "$1");
        return sound.isEmpty() ? word : sound;
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST).strip();
    }
}
