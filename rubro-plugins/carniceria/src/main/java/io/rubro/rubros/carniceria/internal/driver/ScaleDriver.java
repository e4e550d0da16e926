package io.rubro.rubros.carniceria.internal.driver;

import io.rubro.devices.driver.Command;
import io.rubro.devices.driver.CommandType;
import io.rubro.devices.driver.DeviceDriver;
import io.rubro.devices.driver.DriverSession;
import io.rubro.devices.driver.Field;
import io.rubro.devices.driver.OutgoingMessage;
import io.rubro.devices.driver.Settings;
import io.rubro.platform.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Component;

/**
 * Counter scales, in three languages: JSON for those with a network of their own, and two serial protocols for those
 * behind a bridge that hands on what the line brings. All give the metrics {@code weight} (kg) and {@code status}.
 */
@Component
public final class ScaleDriver implements DeviceDriver {

    /** The id devices are registered with. */
    public static final String ID = "carniceria.scale";

    /** The metric of the weight, in kilograms. */
    public static final String WEIGHT = ScaleReading.WEIGHT;

    /** The metric of the state, a text as {@link ScaleState#text()}. */
    public static final String STATUS = ScaleReading.STATUS;

    /** The setting that says how old, in seconds, a weight may be that is sold. */
    public static final String MAX_AGE = "maxAge";

    private static final String JSON = "json";
    private static final String TOLEDO = "toledo-8217";
    private static final String CAS = "cas";
    private static final String PROTOCOL = "protocol";
    private static final String UNIT = "unit";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Map<String, String> names() {
        return Map.of("es", "Balanza de mostrador", "en", "Counter scale");
    }

    @Override
    public List<Field> settings() {
        return List.of(
                Field.choice(PROTOCOL, JSON, TOLEDO, CAS)
                        .named("Protocolo", "Protocol")
                        .or(JSON),
                Field.choice(UNIT, "kg", "lb")
                        .named("Unidad de la balanza", "Unit of the scale")
                        .or("kg"),
                Field.integer(MAX_AGE)
                        .named("Antigüedad máxima del peso (s)", "Greatest age of a weight (s)")
                        .between("1", "3600")
                        .or(10L));
    }

    @Override
    public List<CommandType> commands() {
        return List.of(
                new CommandType("zero", Map.of("es", "Poner a cero", "en", "Set to zero"), List.of()),
                new CommandType("tare", Map.of("es", "Tarar", "en", "Tare"), List.of()));
    }

    @Override
    public DriverSession open(Settings settings) {
        return switch (settings.text(PROTOCOL)) {
            case TOLEDO -> new Toledo8217(settings.text(UNIT));
            case CAS -> new CasScale();
            default -> new JsonScale();
        };
    }

    @Override
    public List<OutgoingMessage> encode(Settings settings, Command command) {
        String protocol = settings.text(PROTOCOL);
        return switch (protocol) {
            case JSON -> List.of(OutgoingMessage.ofText("command", "{\"command\":\"" + command.name() + "\"}"));
            case TOLEDO ->
                List.of(new OutgoingMessage(
                        "serial", (command.name().equals("zero") ? "Z" : "T").getBytes(StandardCharsets.US_ASCII)));
            default -> throw ProblemException.of(422, "carniceria.scale.no-command", Map.of("protocol", protocol));
        };
    }
}
