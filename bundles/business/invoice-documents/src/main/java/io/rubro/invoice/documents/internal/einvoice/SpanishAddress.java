package io.rubro.invoice.documents.internal.einvoice;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The parts of an address written in one line, {@code Calle Mayor 1, 2.º B, 28013 Madrid}.
 *
 * @param street what stands before the postal code
 * @param postCode five digits
 * @param town what stands after it
 * @param province by the first two digits of the postal code
 */
record SpanishAddress(String street, String postCode, String town, String province) {

    private static final Pattern POST_CODE = Pattern.compile("(?<!\\d)(0[1-9]|[1-4]\\d|5[0-2])\\d{3}(?!\\d)");

    /** By the first two digits of their postal codes, from 01. */
    private static final List<String> PROVINCES = List.of(
            "Álava",
            "Albacete",
            "Alicante",
            "Almería",
            "Ávila",
            "Badajoz",
            "Illes Balears",
            "Barcelona",
            "Burgos",
            "Cáceres",
            "Cádiz",
            "Castellón",
            "Ciudad Real",
            "Córdoba",
            "A Coruña",
            "Cuenca",
            "Girona",
            "Granada",
            "Guadalajara",
            "Gipuzkoa",
            "Huelva",
            "Huesca",
            "Jaén",
            "León",
            "Lleida",
            "La Rioja",
            "Lugo",
            "Madrid",
            "Málaga",
            "Murcia",
            "Navarra",
            "Ourense",
            "Asturias",
            "Palencia",
            "Las Palmas",
            "Pontevedra",
            "Salamanca",
            "S. C. de Tenerife",
            "Cantabria",
            "Segovia",
            "Sevilla",
            "Soria",
            "Tarragona",
            "Teruel",
            "Toledo",
            "Valencia",
            "Valladolid",
            "Bizkaia",
            "Zamora",
            "Zaragoza",
            "Ceuta",
            "Melilla");

    /** Empty if there is no Spanish postal code in the line. */
    static Optional<SpanishAddress> read(@Nullable String line) {
        if (line == null) {
            return Optional.empty();
        }
        Matcher found = POST_CODE.matcher(line);
        int begin = -1;
        int end = -1;
        while (found.find()) { // the last one: a house may have a number of five digits
            begin = found.start();
            end = found.end();
        }
        if (begin < 0) {
            return Optional.empty();
        }
        String code = line.substring(begin, end);
        String province = PROVINCES.get(Integer.parseInt(code, 0, 2, 10) - 1);
        String street = trimmed(line.substring(0, begin));
        String town = trimmed(line.substring(end).replaceFirst("\\s*\\(.*\\)\\s*$", ""));
        if (street.isEmpty()) { // «28013 Madrid, Calle Mayor 1»
            int comma = town.indexOf(',');
            if (comma > 0) {
                street = trimmed(town.substring(comma + 1));
                town = trimmed(town.substring(0, comma));
            }
        }
        int comma = town.indexOf(',');
        if (comma > 0) {
            town = trimmed(town.substring(0, comma));
        }
        return Optional.of(new SpanishAddress(street, code, town.isEmpty() ? province : town, province));
    }

    private static String trimmed(String part) {
        return part.replaceAll("^[\\s,;.·–—-]+|[\\s,;·–—-]+$", "");
    }
}
