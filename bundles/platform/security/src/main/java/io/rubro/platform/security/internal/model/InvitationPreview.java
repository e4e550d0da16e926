package io.rubro.platform.security.internal.model;

/**
 * What an invited person is told before he accepts.
 *
 * @param organization the name of the organisation
 * @param known whether he has an account, whose password he has to give
 */
public record InvitationPreview(String email, String organization, boolean known) {}
