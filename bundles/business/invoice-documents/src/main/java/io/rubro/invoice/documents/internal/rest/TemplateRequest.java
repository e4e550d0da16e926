package io.rubro.invoice.documents.internal.rest;

import javax.validation.constraints.NotBlank;
import javax.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A template to be stored or tried.
 *
 * @param html XHTML in the Mustache language, at most 65,536 characters
 * @param active whether it is printed with; null for true
 */
public record TemplateRequest(@NotBlank @Size(max = 65_536) String html, @Nullable Boolean active) {}
