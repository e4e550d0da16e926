/** Load on a running server, and plain JDBC to compare it with. */
package io.rubro.benchmarks;
