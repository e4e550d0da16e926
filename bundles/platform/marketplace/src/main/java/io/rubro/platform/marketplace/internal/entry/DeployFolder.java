package io.rubro.platform.marketplace.internal.entry;

import io.rubro.platform.marketplace.internal.Plugins;
import io.rubro.platform.marketplace.internal.Trouble;
import io.rubro.platform.module.Messages;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.security.Caller;
import java.io.File;
import java.io.IOException;
import org.apache.felix.fileinstall.ArtifactInstaller;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The deploy folder: a KAR dropped there is installed, one replaced by a newer version upgrades, one deleted is removed.
 * Whoever drops files has only the log to read, so a refusal is said there in one line.
 */
@Component(service = ArtifactInstaller.class, immediate = true)
public final class DeployFolder implements ArtifactInstaller {

    private static final Logger LOG = LoggerFactory.getLogger(DeployFolder.class);

    private final Plugins plugins;
    private final Messages messages;

    @Activate
    public DeployFolder(@Reference Plugins plugins, @Reference Messages messages) {
        this.plugins = plugins;
        this.messages = messages;
    }

    /** A name that begins with a dot is a file still being written, to be renamed when it is complete. */
    @Override
    public boolean canHandle(File artifact) {
        String name = artifact.getName();
        return artifact.isFile() && name.endsWith(".kar") && !name.startsWith(".");
    }

    @Override
    public void install(File artifact) throws IOException {
        try {
            plugins.deployed(artifact.toPath());
        } catch (ProblemException e) {
            LOG.error("{} is not installed: {}", artifact.getName(), words(e));
        }
    }

    @Override
    public void update(File artifact) throws IOException {
        install(artifact);
    }

    @Override
    public void uninstall(File artifact) {
        try {
            plugins.undeployed(artifact.getName());
        } catch (ProblemException e) {
            LOG.error("{} is not removed: {}", artifact.getName(), words(e));
        }
    }

    private String words(ProblemException e) {
        return new Trouble(e.code(), e.args()).words(messages, Caller.DEFAULT_LOCALE);
    }
}
