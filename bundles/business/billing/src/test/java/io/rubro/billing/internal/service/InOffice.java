package io.rubro.billing.internal.service;

import io.rubro.platform.persistence.testing.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** Rules that hold in an office on any database: it is opened once for all of them, and each begins with empty books. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class InOffice {

    final Office office;

    InOffice(TestDatabase database) {
        office = new Office(database);
    }

    /** Overridden where the rules share the same books. */
    @BeforeEach
    void clear() {
        office.cleared();
    }

    @AfterAll
    void close() {
        office.close();
    }
}
