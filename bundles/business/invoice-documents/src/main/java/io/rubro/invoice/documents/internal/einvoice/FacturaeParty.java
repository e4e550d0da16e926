package io.rubro.invoice.documents.internal.einvoice;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Seller or buyer as Facturae wants them: with the parts of the address, and people with first name and surnames.
 *
 * @param field {@code issuer} or {@code customer}: how faults name it
 * @param taxId NIF, or a foreign number
 * @param address in one line
 * @param country ISO 3166 alpha-2
 */
record FacturaeParty(
        String field,
        String name,
        @Nullable String taxId,
        @Nullable String address,
        String country,
        @Nullable String email) {

    private static final String LEGAL_PERSONS = "ABCDEFGHJNPQRSUVW";
    private static final int LONGEST_NAME = 80;
    private static final int LONGEST_PART = 40;
    private static final int LONGEST_TOWN = 50;
    private static final int LONGEST_MAIL = 60;
    private static final Set<String> UNION = Set.of(
            "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV",
            "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK");

    private boolean isSpanish() {
        return country.equals("ES");
    }

    /** Whether it is a company; foreigners count as such, for their names cannot be taken apart. */
    private boolean isLegalPerson(String id) {
        return !isSpanish() || LEGAL_PERSONS.indexOf(id.charAt(0)) >= 0;
    }

    private String residence() {
        if (isSpanish()) {
            return "R";
        }
        return UNION.contains(country) ? "U" : "E";
    }

    /** What it lacks, by field. */
    void check(List<String> lacking) {
        if (taxId == null || taxId.isBlank()) {
            lacking.add(field + ".taxId");
        }
        if (isSpanish() ? spanish().filter(a -> !a.street().isEmpty()).isEmpty() : address == null) {
            lacking.add(field + ".address");
        }
        if (taxId != null && !taxId.isBlank() && !isLegalPerson(taxId) && names().length < 2) {
            lacking.add(field + ".name");
        }
    }

    private Optional<SpanishAddress> spanish() {
        return SpanishAddress.read(address);
    }

    private String[] names() {
        return name.strip().split("\\s+", 2);
    }

    void write(XmlText xml, String element) {
        String id = taxId == null ? "" : taxId;
        boolean legal = isLegalPerson(id);
        xml.group(element, () -> {
            xml.group("TaxIdentification", () -> {
                xml.text("PersonTypeCode", legal ? "J" : "F");
                xml.text("ResidenceTypeCode", residence());
                xml.text("TaxIdentificationNumber", id);
            });
            xml.group(legal ? "LegalEntity" : "Individual", () -> {
                if (legal) {
                    xml.text("CorporateName", XmlText.cut(name, LONGEST_NAME));
                } else {
                    String[] names = names();
                    xml.text("Name", XmlText.cut(names[0], LONGEST_PART));
                    xml.text("FirstSurname", XmlText.cut(names[1], LONGEST_PART));
                }
                writeAddress(xml);
                if (email != null && email.length() <= LONGEST_MAIL) {
                    xml.group("ContactDetails", () -> xml.text("ElectronicMail", email));
                }
            });
        });
    }

    private void writeAddress(XmlText xml) {
        if (isSpanish()) {
            spanish()
                    .ifPresent(parts -> xml.group("AddressInSpain", () -> {
                        xml.text("Address", XmlText.cut(parts.street(), LONGEST_NAME));
                        xml.text("PostCode", parts.postCode());
                        xml.text("Town", XmlText.cut(parts.town(), LONGEST_TOWN));
                        xml.text("Province", parts.province());
                        xml.text("CountryCode", "ESP");
                    }));
            return;
        }
        // a foreign address is one line here: the last part of it is the town as a rule
        String line = address == null ? "" : address;
        int comma = line.lastIndexOf(',');
        String town = comma < 0 ? line : line.substring(comma + 1).strip();
        Locale land = new Locale.Builder().setRegion(country).build();
        xml.group("OverseasAddress", () -> {
            xml.text("Address", XmlText.cut(comma < 0 ? line : line.substring(0, comma), LONGEST_NAME));
            xml.text("PostCodeAndTown", XmlText.cut(town, LONGEST_TOWN));
            xml.text("Province", XmlText.cut(land.getDisplayCountry(Locale.forLanguageTag("es")), 20));
            xml.text("CountryCode", land.getISO3Country());
        });
    }
}
