package io.rubro.fiscal.verifactu.internal.service;

import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The responsible declaration of the program in its running version (RD 1007/2023, article 13; Orden HAC/1177/2024, article
 * 15). It is a Spanish document, in Spanish whatever the reader's language.
 */
@Component(service = Declaration.class, configurationPid = "io.rubro.fiscal.verifactu")
public final class Declaration {

    static final String TITLE = "DECLARACIÓN RESPONSABLE DEL SISTEMA INFORMÁTICO DE FACTURACIÓN";

    private final Program program;
    private final String producer;
    private final String producerNif;
    private final String address;
    private final String declared;

    /** Called by the component runtime. */
    @Activate
    public Declaration(@Reference Program program, VerifactuConfig config) {
        this(program, config.producer(), config.producerNif(), config.producerAddress(), config.declared());
    }

    Declaration(Program program, String producer, String producerNif, String address, String declared) {
        this.program = program;
        this.producer = producer.strip();
        this.producerNif = producerNif.strip();
        this.address = address.strip();
        this.declared = declared.strip();
    }

    /**
     * One point of it.
     *
     * @param letter a to l
     * @param value empty if the configuration does not say it
     */
    public record Item(String letter, String label, String value) {}

    /**
     * The whole of it.
     *
     * @param complete whether the configuration says who the producer is, where, and when he declared it
     */
    public record Document(String title, boolean complete, List<Item> items) {}

    /** As it stands for this version. */
    public Document document() {
        boolean complete = !producer.isEmpty() && !producerNif.isEmpty() && !address.isEmpty() && !declared.isEmpty();
        return new Document(
                TITLE,
                complete,
                List.of(
                        new Item("a", "Nombre del sistema informático", Program.NAME),
                        new Item("b", "Código identificador del sistema informático", Program.CODE),
                        new Item("c", "Identificador completo de la versión", program.version()),
                        new Item(
                                "d",
                                "Componentes, descripción y principales funcionalidades",
                                "Programa de gestión sobre Apache Karaf con base de datos Apache Derby o PostgreSQL,"
                                        + " que se usa con un navegador: facturación, clientes, cobros y dispositivos."
                                        + " Genera un registro de facturación encadenado por cada factura expedida o"
                                        + " anulada, lo remite a la Agencia Estatal de Administración Tributaria y"
                                        + " permite recorrer y comprobar la cadena."),
                        new Item(
                                "e",
                                "¿Solo puede funcionar exclusivamente como «VERI*FACTU»?",
                                "No: también puede conservar los registros firmados sin remitirlos."),
                        new Item(
                                "f",
                                "¿Permite ser usado por varios obligados tributarios?",
                                "Sí: cada organización lleva sus propias cadenas de registros."),
                        new Item(
                                "g",
                                "Tipos de firma cuando no se usa como «VERI*FACTU»",
                                "XAdES enveloped (EPES) con RSA y SHA-256 y la política de firma de la Administración"
                                        + " General del Estado, sobre cada registro de facturación y de evento."),
                        new Item("h", "Nombre o razón social de la persona o entidad productora", producer),
                        new Item("i", "NIF de la persona o entidad productora", producerNif),
                        new Item("j", "Dirección postal de la persona o entidad productora", address),
                        new Item(
                                "k",
                                "Cumplimiento",
                                "La persona o entidad productora hace constar que este sistema informático, en la"
                                        + " versión indicada, cumple con lo dispuesto en el artículo 29.2.j) de la Ley"
                                        + " 58/2003, de 17 de diciembre, General Tributaria, en el Reglamento aprobado"
                                        + " por el Real Decreto 1007/2023, de 5 de diciembre, en la Orden"
                                        + " HAC/1177/2024, de 17 de octubre, y en la sede electrónica de la Agencia"
                                        + " Estatal de Administración Tributaria para todo aquello que complete las"
                                        + " especificaciones de esta orden."),
                        new Item("l", "Fecha y lugar en que se suscribe la declaración", declared)));
    }
}
