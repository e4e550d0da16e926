package io.rubro.crm.internal.reports;

import io.rubro.platform.ids.Id;
import io.rubro.platform.rest.Versioned;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What was spent on a campaign or channel.
 *
 * @param source as contacts and opportunities have it
 * @param from the first day it was spent for
 * @param until the last one
 * @param amount in the organisation's currency, two decimals
 */
public record CampaignCost(
        Id id, String source, LocalDate from, LocalDate until, BigDecimal amount, @Nullable String note, long version)
        implements Versioned {}
