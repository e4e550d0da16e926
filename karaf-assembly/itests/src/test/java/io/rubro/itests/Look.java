package io.rubro.itests;

/**
 * What a person looks at the console with.
 *
 * @param width of the window in CSS pixels
 * @param height of the window in CSS pixels
 * @param touch whether it is a phone, without a mouse
 * @param dark whether the system prefers dark colours
 * @param locale the browser's language, {@code es-ES}, {@code es-AR} or {@code en}
 */
record Look(int width, int height, boolean touch, boolean dark, String locale) {

    static final Look DESKTOP = new Look(1440, 900, false, false, "es-ES");
    static final Look PHONE = new Look(390, 844, true, false, "es-ES");

    /** The same in dark colours. */
    Look inDark() {
        return new Look(width, height, touch, true, locale);
    }

    /** The same in another language. */
    Look in(String language) {
        return new Look(width, height, touch, dark, language);
    }

    String timeZone() {
        return locale.equals("es-AR") ? "America/Argentina/Buenos_Aires" : "Europe/Madrid";
    }

    @Override
    public String toString() {
        return (touch ? "phone" : "desktop") + (dark ? "-dark" : "-light");
    }
}
