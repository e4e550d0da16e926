package io.rubro.fiscal.verifactu.standin.internal;

import java.io.IOException;
import java.nio.file.Path;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A stand-in that runs as long as its bundle, for demonstrations. */
@Component(service = StandInComponent.class, immediate = true, configurationPid = "io.rubro.fiscal.verifactu.standin")
@Designate(ocd = StandInConfig.class)
public final class StandInComponent {

    private static final Logger LOG = LoggerFactory.getLogger(StandInComponent.class);

    private final StandIn standIn;

    /**
     * Called by the component runtime.
     *
     * @throws IOException if the port is taken or the keys cannot be read
     */
    @Activate
    public StandInComponent(StandInConfig config) throws IOException {
        Options options = Options.defaults().waitSeconds(config.waitSeconds());
        if (!config.xsdFolder().isBlank()) {
            options = options.xsdFolder(Path.of(config.xsdFolder()));
        }
        if (!config.keyStore().isBlank()) {
            options = options.tls(
                    new Options.Tls(Path.of(config.keyStore()), Path.of(config.trustStore()), config.password()));
        }
        Weather weather = Weather.named(config.weather());
        standIn = StandIn.start(config.port(), options);
        standIn.weather(weather);
        LOG.warn("a stand-in plays the tax authority at {}: nothing sent there is filed", standIn.service());
    }

    @Deactivate
    void stop() {
        standIn.close();
    }
}
