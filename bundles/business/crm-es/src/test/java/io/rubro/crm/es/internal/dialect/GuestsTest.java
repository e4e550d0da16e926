package io.rubro.crm.es.internal.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.rubro.platform.ids.Id;
import io.rubro.platform.module.Messages;
import io.rubro.platform.notifications.Notification;
import io.rubro.platform.organizations.Organization;
import io.rubro.platform.organizations.Organizations;
import io.rubro.platform.security.Caller;
import io.rubro.platform.tenancy.Tenant;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuestsTest {

    private static final Id HOME = new Id(42);
    private static final List<Notification> SENT = new ArrayList<>();

    static Guests guests(String organization) {
        SENT.clear();
        Organizations organizations = new Organizations() {
            @Override
            public Organization current() {
                throw new IllegalStateException();
            }

            @Override
            public List<Id> all() {
                return List.of(HOME);
            }
        };
        Messages messages = (locale, key, args) -> Optional.of(key);
        return new Guests(
                organizations,
                notification -> {
                    assertThat(Tenant.current()).isEqualTo(HOME);
                    SENT.add(notification);
                },
                messages,
                new GuestSettings() {
                    @Override
                    public String open_local_organization() {
                        return organization;
                    }

                    @Override
                    public Class<? extends Annotation> annotationType() {
                        return GuestSettings.class;
                    }
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "*", "Acme", "0000000000001"})
    void without_an_organisation_that_exists_nobody_is_let_in(String organization) {
        assertThat(guests(organization).guest(Locale.ROOT)).isEmpty();
        assertThat(SENT).isEmpty();
    }

    @Test
    void a_guest_works_in_the_one_organisation_with_few_permissions() {
        Caller guest = guests(HOME.toString()).guest(Locale.ENGLISH).orElseThrow();
        assertThat(guest.organization()).isEqualTo(HOME);
        assertThat(guest.id()).isNull();
        assertThat(guest.locale()).isEqualTo(Locale.ENGLISH);
        assertThat(guest.may("crm.contact.write")).isTrue();
        assertThat(List.of(
                        "crm.contact.delete",
                        "crm.opportunity.delete",
                        "billing.invoice.issue",
                        "billing.invoice.read",
                        "security.user.read",
                        "platform.plugin.manage"))
                .noneMatch(guest::may);
    }

    @Test
    void the_console_is_told_once() {
        Guests guests = guests(HOME.toString());
        guests.guest(Locale.ROOT);
        guests.guest(Locale.ROOT);
        assertThat(SENT).singleElement().satisfies(notification -> {
            assertThat(notification.module()).isEqualTo("crm-es");
            assertThat(notification.severity()).isEqualTo(Notification.Severity.WARNING);
        });
    }
}
