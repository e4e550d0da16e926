package io.rubro.fiscal.verifactu.standin.internal;

import io.rubro.fiscal.verifactu.standin.internal.Register.Held;
import io.rubro.fiscal.verifactu.standin.internal.Registration.InvoiceKey;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Answers who scanned a QR code: specification 0.5.0, sections 8 to 10. */
final class QrChecks {

    private static final Pattern AMOUNT = Pattern.compile("[+-]?[0-9]{1,12}(\\.[0-9]{1,2})?");
    private static final Pattern NUMBER = Pattern.compile("[ -~&&[^\"'<>=]]+");
    private static final int MAX_NUMBER = 60;
    private static final int MAX_AMOUNT = 15;

    private final Register register;

    QrChecks(Register register) {
        this.register = register;
    }

    /**
     * What the service says of an invoice.
     *
     * @param parameters of the address, decoded
     * @param verifiable whether the code is one of VERI*FACTU
     */
    String answer(Map<String, String> parameters, boolean verifiable) {
        Map<Integer, String> errors = errors(parameters);
        boolean json = "json".equals(parameters.get("formato"));
        if (!errors.isEmpty()) {
            StringJoiner codes = new StringJoiner(".");
            errors.keySet().forEach(code -> codes.add(code.toString()));
            String text = String.join(".", errors.values());
            return json
                    ? Json.object(
                            "status",
                            "KO",
                            "mensaje",
                            text,
                            "visible",
                            "S",
                            "crashlytics",
                            "N",
                            "codigo_error",
                            codes.toString())
                    : html(text);
        }
        BigDecimal total = new BigDecimal(value(parameters, "importe"));
        String result = verifiable ? isHeld(parameters, total) ? "00" : "01" : "02";
        String text =
                switch (result) {
                    case "00" -> "Encontrada";
                    case "01" -> "No encontrada";
                    default -> "No contrastable";
                };
        if (!json) {
            return html("Factura " + text.toLowerCase(Locale.ROOT));
        }
        Map<String, Object> invoice = new LinkedHashMap<>();
        invoice.put("resultado", result);
        invoice.put("nif", value(parameters, "nif"));
        invoice.put("numserie", value(parameters, "numserie"));
        invoice.put("fecha", value(parameters, "fecha"));
        invoice.put("importe", total.setScale(2, RoundingMode.UNNECESSARY).toPlainString());
        return Json.object("status", "OK", "mensaje", text, "visible", "N", "crashlytics", "N", "respuesta", invoice);
    }

    private boolean isHeld(Map<String, String> parameters, BigDecimal total) {
        InvoiceKey key =
                new InvoiceKey(value(parameters, "nif"), value(parameters, "numserie"), value(parameters, "fecha"));
        Held held = register.find(key).orElse(null);
        BigDecimal is = held == null ? null : held.last().xml().number("ImporteTotal");
        return held != null && held.state() != Register.State.CANCELLED && is != null && is.compareTo(total) == 0;
    }

    private static String value(Map<String, String> parameters, String name) {
        return parameters.getOrDefault(name, "");
    }

    private static Map<Integer, String> errors(Map<String, String> parameters) {
        Map<Integer, String> errors = new LinkedHashMap<>();
        missing(errors, parameters.get("nif"), 1001, "nif");
        missing(errors, parameters.get("numserie"), 1002, "numserie");
        missing(errors, parameters.get("fecha"), 1003, "fecha");
        missing(errors, parameters.get("importe"), 1004, "importe");
        if (!errors.isEmpty()) {
            return errors;
        }
        String number = value(parameters, "numserie");
        String amount = value(parameters, "importe");
        if (!Nif.isValid(value(parameters, "nif"))) {
            errors.put(2001, "El NIF no es válido");
        }
        if (number.length() > MAX_NUMBER) {
            errors.put(2002, "El número de serie pasa de 60 caracteres");
        } else if (!NUMBER.matcher(number).matches()) {
            errors.put(2003, "El número de serie lleva caracteres que no se admiten");
        }
        if (Registration.date(value(parameters, "fecha")) == null) {
            errors.put(2004, "La fecha se escribe dd-mm-aaaa");
        }
        if (amount.length() > MAX_AMOUNT + 1) {
            errors.put(2006, "El importe es demasiado largo");
        } else if (!AMOUNT.matcher(amount).matches()) {
            errors.put(2005, "El importe no tiene el formato debido");
        }
        return errors;
    }

    private static void missing(Map<Integer, String> errors, @Nullable String value, int code, String name) {
        if (value == null || value.isEmpty()) {
            errors.put(code, "Falta el parámetro " + name);
        }
    }

    private static String html(String text) {
        return "<!DOCTYPE html><html lang=\"es\"><title>Sede de pruebas</title><h1>"
                + text.replace("&", "&amp;").replace("<", "&lt;") + "</h1></html>";
    }
}
