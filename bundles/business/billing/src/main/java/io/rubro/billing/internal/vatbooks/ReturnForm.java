package io.rubro.billing.internal.vatbooks;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The boxes of the returns, as the tax agency numbers them. */
enum ReturnForm {
    /** The quarterly return, in the form of the last quarter of 2024 and later. */
    M303(rows303()),
    /** The yearly summary. */
    M390(rows390());

    private final List<Row> rows;

    ReturnForm(List<Row> rows) {
        this.rows = List.copyOf(rows);
    }

    List<Row> rows() {
        return rows;
    }

    /** What a row is about. */
    enum Section {
        ACCRUED,
        DEDUCTIBLE,
        RESULT,
        INFORMATION,
        VOLUME
    }

    /**
     * A row of the form.
     *
     * @param label what it says, as the screens name it
     * @param rate the rate it is for; null if for all
     * @param baseBox null if it has none
     * @param taxBox null if it has none
     * @param keys the sorts of operations it sums; one that ends in a colon stands for all that begin so
     */
    record Row(
            Section section,
            String label,
            @Nullable String rate,
            @Nullable String baseBox,
            @Nullable String taxBox,
            List<String> keys) {

        boolean takes(String key) {
            return keys.stream().anyMatch(k -> k.endsWith(":") ? key.startsWith(k) : key.equals(k));
        }
    }

    private static Row accrued(String label, @Nullable String rate, String base, String tax, String... keys) {
        return new Row(Section.ACCRUED, label, rate, base, tax, List.of(keys));
    }

    private static Row deductible(String label, @Nullable String rate, String base, String tax, String... keys) {
        return new Row(Section.DEDUCTIBLE, label, rate, base, tax, List.of(keys));
    }

    private static Row information(Section section, String label, String base, String... keys) {
        return new Row(section, label, null, base, null, List.of(keys));
    }

    private static List<Row> rows303() {
        List<Row> rows = new ArrayList<>();
        rows.add(accrued("general", "0", "150", "152", "general:0"));
        rows.add(accrued("general", "2", "165", "167", "general:2"));
        rows.add(accrued("general", "4", "01", "03", "general:4"));
        rows.add(accrued("general", "5", "153", "155", "general:5", "general:7.5"));
        rows.add(accrued("general", "10", "04", "06", "general:10"));
        rows.add(accrued("general", "21", "07", "09", "general:21"));
        rows.add(accrued("intra", null, "10", "11", "intra:"));
        rows.add(accrued("reverse", null, "12", "13", "reverse:"));
        rows.add(accrued("modification", null, "14", "15", "mod:"));
        rows.add(accrued("surcharge", "1.75", "156", "158", "surcharge:1.75"));
        rows.add(accrued("surcharge", "0.5", "168", "170", "surcharge:0.5", "surcharge:0.26"));
        rows.add(accrued("surcharge", "0.62", "16", "18", "surcharge:0.62", "surcharge:1", "surcharge:0"));
        rows.add(accrued("surcharge", "1.4", "19", "21", "surcharge:1.4"));
        rows.add(accrued("surcharge", "5.2", "22", "24", "surcharge:5.2"));
        rows.add(accrued("surcharge-modification", null, "25", "26", "mod-surcharge"));
        rows.add(new Row(Section.RESULT, "accrued", null, null, "27", List.of()));
        rows.add(deductible("current", null, "28", "29", "ded:current:"));
        rows.add(deductible("investment", null, "30", "31", "ded:investment:"));
        rows.add(deductible("import", null, "32", "33", "ded:import:"));
        rows.add(deductible("import-investment", null, "34", "35", "ded:import-investment:"));
        rows.add(deductible("intra-current", null, "36", "37", "ded:intra:"));
        rows.add(deductible("intra-investment", null, "38", "39", "ded:intra-investment:"));
        rows.add(deductible("rectification", null, "40", "41", "ded:rect"));
        rows.add(new Row(Section.RESULT, "deductible", null, null, "45", List.of()));
        rows.add(new Row(Section.RESULT, "result", null, null, "46", List.of()));
        rows.add(information(Section.INFORMATION, "intra-supplies", "59", "info:intra"));
        rows.add(information(Section.INFORMATION, "exports", "60", "info:export"));
        rows.add(information(Section.INFORMATION, "by-place", "120", "info:place"));
        rows.add(information(Section.INFORMATION, "reverse-supplies", "122", "info:reverse"));
        return rows;
    }

    private static List<Row> rows390() {
        List<Row> rows = new ArrayList<>();
        rows.add(accrued("general", "0", "700", "701", "general:0"));
        rows.add(accrued("general", "2", "667", "668", "general:2"));
        rows.add(accrued("general", "4", "01", "02", "general:4"));
        rows.add(accrued("general", "5", "702", "703", "general:5"));
        rows.add(accrued("general", "7.5", "669", "670", "general:7.5"));
        rows.add(accrued("general", "10", "03", "04", "general:10"));
        rows.add(accrued("general", "21", "05", "06", "general:21"));
        rows.add(accrued("intra-goods", "4", "21", "22", "intra:goods:4"));
        rows.add(accrued("intra-goods", "10", "23", "24", "intra:goods:10"));
        rows.add(accrued("intra-goods", "21", "25", "26", "intra:goods:21"));
        rows.add(accrued("intra-services", "4", "545", "546", "intra:services:4"));
        rows.add(accrued("intra-services", "10", "547", "548", "intra:services:10"));
        rows.add(accrued("intra-services", "21", "551", "552", "intra:services:21"));
        rows.add(accrued("reverse", null, "27", "28", "reverse:"));
        rows.add(accrued("modification", null, "29", "30", "mod:"));
        rows.add(accrued("surcharge", "0.26", "691", "692", "surcharge:0.26"));
        rows.add(accrued("surcharge", "0.5", "35", "36", "surcharge:0.5"));
        rows.add(accrued("surcharge", "0.62", "665", "666", "surcharge:0.62"));
        rows.add(accrued("surcharge", "1", "693", "694", "surcharge:1"));
        rows.add(accrued("surcharge", "1.4", "599", "600", "surcharge:1.4"));
        rows.add(accrued("surcharge", "5.2", "601", "602", "surcharge:5.2"));
        rows.add(accrued("surcharge", "1.75", "41", "42", "surcharge:1.75"));
        rows.add(accrued("surcharge-modification", null, "43", "44", "mod-surcharge"));
        rows.add(new Row(Section.RESULT, "accrued", null, null, "47", List.of()));
        rates(rows, "current", "ded:current:", "190/191", "603/604", "605/606");
        rates(rows, "investment", "ded:investment:", "196/197", "611/612", "613/614");
        rates(rows, "import", "ded:import:", "202/203", "619/620", "621/622");
        rates(rows, "import-investment", "ded:import-investment:", "208/209", "623/624", "625/626");
        rates(rows, "intra-goods", "ded:intra:goods:", "214/215", "627/628", "629/630");
        rates(rows, "intra-investment", "ded:intra-investment:", "220/221", "631/632", "633/634");
        rates(rows, "intra-services", "ded:intra:services:", "587/588", "635/636", "637/638");
        rows.add(deductible("rectification", null, "639", "62", "ded:rect"));
        rows.add(new Row(Section.RESULT, "deductible", null, null, "64", List.of()));
        rows.add(new Row(Section.RESULT, "result", null, null, "65", List.of()));
        rows.add(information(Section.VOLUME, "volume", "99", "general:", "mod:sales"));
        rows.add(information(Section.VOLUME, "intra-supplies", "103", "info:intra"));
        rows.add(information(Section.VOLUME, "exports", "104", "info:export"));
        rows.add(information(Section.VOLUME, "exempt", "105", "exempt"));
        rows.add(information(Section.VOLUME, "by-place", "110", "info:place"));
        rows.add(information(Section.VOLUME, "reverse-supplies", "125", "info:reverse"));
        rows.add(information(Section.INFORMATION, "exempt-purchases", "230", "purchases:exempt"));
        rows.add(information(Section.INFORMATION, "undeducted", "232", "purchases:undeducted"));
        return rows;
    }

    private static void rates(List<Row> rows, String label, String key, String... boxes) {
        String[] rates = {"4", "10", "21"};
        for (int i = 0; i < rates.length; i++) {
            String[] pair = boxes[i].split("/", 2);
            rows.add(deductible(label, rates[i], pair[0], pair[1], key + rates[i]));
        }
    }
}
