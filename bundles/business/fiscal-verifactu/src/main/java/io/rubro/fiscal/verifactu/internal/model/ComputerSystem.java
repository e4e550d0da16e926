package io.rubro.fiscal.verifactu.internal.model;

/**
 * The program that made a record and who answers for it: {@code SistemaInformatico} without the version and the number of
 * the installation.
 *
 * @param producer name or legal name, at most 120 characters
 * @param producerNif of who answers for it
 * @param name at most 30 characters
 * @param code the producer's code of it, two of {@code A-Z0-9}
 * @param usage three letters, S or N: can do nothing but VERI*FACTU, can serve several taxpayers, serves several now
 */
public record ComputerSystem(String producer, String producerNif, String name, String code, String usage) {

    /** Whether it can do nothing but VERI*FACTU, S or N. */
    public String onlyVerifactu() {
        return letter(0);
    }

    /** Whether it can serve several taxpayers, S or N. */
    public String manyPossible() {
        return letter(1);
    }

    /** Whether it serves several taxpayers now, S or N. */
    public String many() {
        return letter(2);
    }

    private String letter(int index) {
        return index < usage.length() ? usage.substring(index, index + 1) : "";
    }
}
