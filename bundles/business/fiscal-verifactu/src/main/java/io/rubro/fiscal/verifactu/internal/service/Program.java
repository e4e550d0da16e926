package io.rubro.fiscal.verifactu.internal.service;

import io.rubro.fiscal.verifactu.internal.model.ComputerSystem;
import io.rubro.platform.organizations.Organization;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.taxid.TaxId;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Which program makes the records, and who answers for it (RD 1007/2023, article 13). Without a producer in the
 * configuration each business answers for its own use of it and is named as the producer.
 */
@Component(service = Program.class, configurationPid = "io.rubro.fiscal.verifactu")
public final class Program {

    /** What it is called. */
    public static final String NAME = "Rubro";
    /** The producer's code of it. */
    public static final String CODE = "RU";

    private static final Pattern INSTALLATION = Pattern.compile("[A-Za-z0-9-]{1,80}");

    private final String installation;
    private final String version;
    private final String producer;
    private final String producerNif;
    private final BooleanSupplier several;

    /**
     * Called by the component runtime.
     *
     * @throws IllegalArgumentException if the configuration is wrong; nothing is issued in Spain then
     */
    @Activate
    public Program(VerifactuConfig config, @Reference Organizations organizations, BundleContext context) {
        this(
                config.installation(),
                context.getBundle().getVersion().toString(),
                config.producer(),
                config.producerNif(),
                () -> organizations.all().size() > 1);
    }

    Program(String installation, String version, String producer, String producerNif, BooleanSupplier several) {
        if (!INSTALLATION.matcher(installation).matches()) {
            throw new IllegalArgumentException("installation: 1 to 80 letters, digits or hyphens");
        }
        if (producer.isBlank() != producerNif.isBlank()) {
            throw new IllegalArgumentException("producer and producerNif belong together");
        }
        if (!producerNif.isBlank() && !(TaxId.check("ES", producerNif) instanceof TaxId.Valid)) {
            throw new IllegalArgumentException("producerNif is not a NIF");
        }
        this.installation = installation;
        this.version = version;
        this.producer = Texts.clean(producer, Texts.NAME);
        this.producerNif = TaxId.check("ES", producerNif) instanceof TaxId.Valid valid ? valid.value() : "";
        this.several = several;
    }

    /** The version of the program. */
    public String version() {
        return version;
    }

    /** The number of the installation for a business: each keeps chains of its own, also if two are one taxpayer. */
    public String installation(Organization business) {
        return installation + "-" + business.id();
    }

    /** Whether somebody else than the business itself answers for the program. */
    public boolean hasProducer() {
        return !producer.isEmpty();
    }

    /**
     * The program as the records of a business name it.
     *
     * @param nif of the business
     */
    public ComputerSystem system(Organization business, String nif) {
        return new ComputerSystem(
                hasProducer() ? producer : Texts.clean(business.legalName(), Texts.NAME),
                hasProducer() ? producerNif : nif,
                NAME,
                CODE,
                "NS" + (several.getAsBoolean() ? "S" : "N"));
    }
}
