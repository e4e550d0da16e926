package io.rubro.itests;

/** Somebody who logs in. */
record Person(String name, String email, String password) {

    /** With the password all people of the tests have. */
    static Person of(String name, String email) {
        return new Person(name, email, Api.PASSWORD);
    }
}
