package io.rubro.platform.organizations;

/**
 * The picture an organisation is recognised by.
 *
 * @param mediaType {@code image/png}, {@code image/jpeg} or {@code image/webp}
 * @param content the file, at most 512 KiB
 * @param hash of the content: another logo has another
 */
public record OrganizationLogo(String mediaType, byte[] content, String hash) {}
