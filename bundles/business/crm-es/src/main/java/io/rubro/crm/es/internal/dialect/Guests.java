package io.rubro.crm.es.internal.dialect;

import io.rubro.crm.es.internal.service.Permissions;
import io.rubro.platform.ids.Id;
import io.rubro.platform.module.Messages;
import io.rubro.platform.notifications.Notification;
import io.rubro.platform.notifications.Notification.Severity;
import io.rubro.platform.notifications.Notifications;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.security.Caller;
import io.rubro.platform.tenancy.Tenant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets programs on this machine in without a key, if the operator named an organisation for it. They read and write
 * clients, activities and opportunities; they neither remove clients nor issue invoices.
 */
@Component(service = Guests.class, configurationPid = "io.rubro.crm.es")
@Designate(ocd = GuestSettings.class)
public final class Guests {

    private static final Logger LOG = LoggerFactory.getLogger(Guests.class);

    private static final Set<String> MAY = Set.of(
            Permissions.READ_CLIENTS,
            Permissions.WRITE_CLIENTS,
            Permissions.READ_ACTIVITIES,
            Permissions.WRITE_ACTIVITIES,
            Permissions.READ_DEALS,
            Permissions.WRITE_DEALS,
            Permissions.READ_ADVICE);

    private final Organizations organizations;
    private final Notifications notifications;
    private final Messages messages;
    private final @Nullable Id organization;
    private final AtomicBoolean told = new AtomicBoolean();

    @Activate
    public Guests(
            @Reference Organizations organizations,
            @Reference Notifications notifications,
            @Reference Messages messages,
            GuestSettings settings) {
        this.organizations = organizations;
        this.notifications = notifications;
        this.messages = messages;
        this.organization = read(settings.open_local_organization());
        if (organization != null) {
            LOG.warn(
                    "programs on this machine need no key for the Spanish API: they work in organisation {}."
                            + " Empty open.local.organization in etc/io.rubro.crm.es.cfg to end this",
                    organization);
        }
    }

    private static @Nullable Id read(String text) {
        if (text.isBlank()) {
            return null;
        }
        try {
            return Id.valueOf(text.strip());
        } catch (IllegalArgumentException notAnId) {
            LOG.error("open.local.organization is no id of an organisation; nobody is let in without a key: {}", text);
            return null;
        }
    }

    /** Who a program on this machine is; empty if it is nobody without a key. */
    Optional<Caller> guest(Locale locale) {
        @Nullable Id home = organization;
        if (home == null || !organizations.all().contains(home)) {
            return Optional.empty();
        }
        String name = messages.text(locale, "crm-es.guest.name", Map.of()).orElseThrow();
        Caller guest = new Caller(Caller.Kind.SYSTEM, null, name, home, MAY, locale);
        tell(home);
        return Optional.of(guest);
    }

    /** Says so in the console, once in the life of the process. */
    private void tell(Id home) {
        if (told.compareAndSet(false, true)) {
            Tenant.run(
                    home,
                    () -> notifications.send(new Notification(
                            Severity.WARNING, "crm-es.guest.used", Map.of(), "security.apikey.manage", null)));
        }
    }
}
