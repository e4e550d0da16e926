package io.rubro.crm.internal.imports;

import io.rubro.crm.internal.model.Folding;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which column of a file holds which field, guessed by what stands above it, in Spanish and English. */
final class Columns {

    /** The fields a column may go to, beside {@code custom.KEY}. {@code surname} is put behind the name. */
    static final Set<String> FIELDS = Set.of(
            "name",
            "surname",
            "kind",
            "roles",
            "status",
            "taxId",
            "email",
            "phone",
            "address",
            "postalCode",
            "city",
            "country",
            "sector",
            "size",
            "source",
            "notes",
            "tags");

    /** Of these the first column that holds something counts; the others take what all hold. */
    static final Set<String> JOINED = Set.of("notes", "tags", "address");

    private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}\\p{N}]+");

    private static final Pattern POINTS = Pattern.compile("(?<=\\b\\p{L})\\.");

    private static final Map<String, String> NAMES = new HashMap<>();

    static {
        names("name", "nombre", "name", "razon social", "empresa", "company", "company name", "cliente", "customer");
        names(
                "name",
                "nombre completo",
                "full name",
                "nombre comercial",
                "denominacion",
                "contacto",
                "contact",
                "titular");
        names("name", "nombre o razon social", "nombre razon social", "nombre fiscal", "business name", "organization");
        names("surname", "apellidos", "apellido", "surname", "last name", "segundo apellido", "primer apellido");
        names(
                "name",
                "first name",
                "nombre de pila",
                "given name",
                "proveedor",
                "supplier",
                "legal name",
                "nombre cliente");
        names("taxId", "nif", "cif", "dni", "nie", "nif cif", "cif nif", "cuit", "cuil", "tax id", "vat", "vat number");
        names(
                "taxId",
                "identificacion fiscal",
                "numero fiscal",
                "vat id",
                "documento",
                "nif iva",
                "cuit cuil",
                "nro cuit");
        names(
                "email",
                "email",
                "e mail",
                "correo",
                "correo electronico",
                "mail",
                "email address",
                "direccion de correo");
        names("phone", "telefono", "phone", "tel", "telefono 1", "telefono fijo", "movil", "celular", "mobile", "cell");
        names("phone", "phone number", "telefono movil", "tfno", "telefono 2", "numero de telefono", "tlf", "whatsapp");
        names("address", "direccion", "address", "domicilio", "calle", "street", "direccion 1", "direccion fiscal");
        names("address", "street address", "direccion 2", "address 2", "address line 1", "address line 2", "via");
        names("postalCode", "codigo postal", "cp", "c p", "postal code", "zip", "zip code", "postcode", "cod postal");
        names("city", "poblacion", "ciudad", "city", "localidad", "municipio", "town");
        names("country", "pais", "country", "codigo pais", "country code");
        names("kind", "tipo", "type", "kind", "tipo de contacto", "tipo de cliente", "persona o empresa");
        names("roles", "rol", "roles", "role", "relacion", "clasificacion", "categoria", "category");
        names("status", "estado", "status", "situacion");
        names("sector", "sector", "actividad", "industry", "rubro", "giro", "ramo", "linea de negocio");
        names("size", "tamano", "size", "tamano empresa", "company size", "dimension");
        names(
                "source",
                "origen",
                "source",
                "procedencia",
                "canal",
                "campana",
                "campaign",
                "como nos conocio",
                "lead source");
        names("notes", "notas", "notes", "observaciones", "comentarios", "comments", "remarks", "descripcion", "nota");
        names("tags", "etiquetas", "etiqueta", "tags", "tag", "labels", "grupos", "grupo", "groups");
    }

    private Columns() {}

    private static void names(String field, String... names) {
        for (String name : names) {
            NAMES.put(name, field);
        }
    }

    /**
     * Guesses.
     *
     * @param header what stands above the columns
     * @param custom the keys of the organisation's own fields by their labels
     * @return the fields by column from 0; a column nobody knows is not there
     */
    static Map<Integer, String> guess(List<String> header, Map<String, String> custom) {
        Map<String, String> own = new HashMap<>();
        custom.forEach((label, key) -> own.put(bare(label), "custom." + key));
        Map<Integer, String> mapping = new TreeMap<>();
        Set<String> taken = new HashSet<>();
        for (int i = 0; i < header.size(); i++) {
            String name = bare(header.get(i));
            @Nullable String field = own.containsKey(name) ? own.get(name) : NAMES.get(name);
            if (field != null && (isRepeatable(field) || taken.add(field))) {
                mapping.put(i, field);
            }
        }
        if (!mapping.containsValue("name")) {
            guessName(header, mapping);
        }
        return mapping;
    }

    private static boolean isRepeatable(String field) {
        return field.equals("phone") || field.equals("surname") || JOINED.contains(field);
    }

    /** A column that speaks of a name somehow. */
    private static void guessName(List<String> header, Map<Integer, String> mapping) {
        for (int i = 0; i < header.size(); i++) {
            String name = bare(header.get(i));
            if (!mapping.containsKey(i) && (name.contains("nombre") || name.contains("name"))) {
                mapping.put(i, "name");
                return;
            }
        }
    }

    /** Lower case, without accents, marks and the points of abbreviations: {@code C.I.F.} is {@code cif}. */
    static String bare(String text) {
        String plain = POINTS.matcher(Folding.searchable(text)).replaceAll("");
        return NO_LETTER.matcher(plain).replaceAll(" ").strip();
    }
}
