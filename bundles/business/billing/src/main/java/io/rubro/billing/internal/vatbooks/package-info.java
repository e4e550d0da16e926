/** The books of value added tax and the figures of its returns. */
@org.jspecify.annotations.NullMarked
package io.rubro.billing.internal.vatbooks;
