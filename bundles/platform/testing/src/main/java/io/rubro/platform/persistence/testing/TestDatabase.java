package io.rubro.platform.persistence.testing;

/** The databases a test of stored things runs on: use as {@code @EnumSource} of a parameterised test. */
public enum TestDatabase {
    DERBY,
    POSTGRESQL;

    /** A fresh, empty database of this kind with the platform's persistence on it. */
    public TestPlatform start() {
        return TestPlatform.start(this);
    }
}
