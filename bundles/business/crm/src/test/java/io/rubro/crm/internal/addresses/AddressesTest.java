package io.rubro.crm.internal.addresses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rubro.crm.internal.service.Crm;
import io.rubro.platform.ids.Id;
import io.rubro.platform.persistence.testing.TestDatabase;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.problem.ProblemException.FieldError;
import io.rubro.platform.rest.IfMatch;
import io.rubro.platform.tenancy.Tenant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AddressesTest {

    private static final IfMatch ANY = new IfMatch(-1);

    private Crm crm;
    private Addresses addresses;
    private Id company;

    private void start(TestDatabase database) {
        crm = new Crm(database);
        addresses = new Addresses(
                crm.platform.transactions(),
                crm.platform.sql(),
                crm.open,
                crm.audit,
                crm.live,
                crm.platform.schema("crm"));
        company = crm.in(() -> crm.contacts.create(Crm.company("TechCorp SL", null, null)))
                .id();
    }

    @AfterEach
    void stop() {
        crm.close();
    }

    private static AddressRequest request(AddressKind kind, String address, boolean main) {
        return new AddressRequest(kind, " Almacén ", address, "08001", "Barcelona", "es", null, main);
    }

    private Address add(AddressKind kind, String address, boolean main) {
        return crm.in(() -> addresses.add(company, request(kind, address, main)));
    }

    private List<String> mains() {
        return crm.in(() -> addresses.list(company)).stream()
                .filter(Address::main)
                .map(Address::address)
                .toList();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void each_kind_has_one_main_address(TestDatabase database) {
        start(database);
        Address billing = add(AddressKind.BILLING, "Calle A", false);
        assertThat(billing.main()).isTrue();
        assertThat(billing.label()).isEqualTo("Almacén");
        assertThat(billing.country()).isEqualTo("ES");
        Address first = add(AddressKind.DELIVERY, "Muelle 1", false);
        Address second = add(AddressKind.DELIVERY, "Muelle 2", true);
        assertThat(mains()).containsExactlyInAnyOrder("Calle A", "Muelle 2");
        assertThat(crm.in(() -> addresses.list(company)))
                .extracting(Address::address)
                .containsExactly("Calle A", "Muelle 2", "Muelle 1");

        crm.in(() -> addresses.update(
                company, second.id(), new IfMatch(second.version()), request(AddressKind.BILLING, "Muelle 2", true)));
        assertThat(mains())
                .as("it is the main one of its new kind, and the other is of the old one")
                .containsExactlyInAnyOrder("Muelle 2", "Muelle 1");
        crm.in(() -> {
            addresses.remove(company, second.id(), ANY);
            addresses.remove(company, first.id(), ANY);
            return null;
        });
        assertThat(mains()).containsExactly("Calle A");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void wrong_fields_stale_versions_and_foreign_contacts_are_refused(TestDatabase database) {
        start(database);
        Address made = add(AddressKind.OTHER, "Calle A", false);
        AddressRequest wrong = new AddressRequest(
                AddressKind.OTHER,
                "x".repeat(101),
                " ",
                "1".repeat(21),
                "c".repeat(101),
                "Narnia",
                "n".repeat(501),
                null);
        ProblemException refused =
                catchThrowableOfType(ProblemException.class, () -> crm.in(() -> addresses.add(company, wrong)));
        assertThat(refused.errors())
                .extracting(FieldError::field)
                .containsExactlyInAnyOrder("label", "address", "postalCode", "city", "country", "notes");
        AddressRequest right = request(AddressKind.OTHER, "Calle B", false);
        Address changed = crm.in(() -> addresses.update(company, made.id(), new IfMatch(made.version()), right));
        assertThat(changed.address()).isEqualTo("Calle B");
        assertThat(catchThrowableOfType(
                                ProblemException.class,
                                () -> crm.in(
                                        () -> addresses.update(company, made.id(), new IfMatch(made.version()), right)))
                        .status())
                .isEqualTo(412);
        Tenant.run(Crm.ARGENTINA, () -> {
            assertThat(catchThrowableOfType(ProblemException.class, () -> addresses.list(company))
                            .status())
                    .isEqualTo(404);
            assertThat(catchThrowableOfType(
                                    ProblemException.class, () -> addresses.update(company, made.id(), ANY, right))
                            .status())
                    .isEqualTo(404);
        });
        assertThat(crm.in(() -> addresses.list(company))).containsExactly(changed);
    }
}
