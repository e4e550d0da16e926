package io.rubro.crm.internal.pipeline;

import io.rubro.crm.internal.service.Crm;

/** Pipelines and opportunities of a CRM, for tests of what uses them. */
public record PipelineServices(SqlPipelines pipelines, SqlOpportunities opportunities) {

    /** Those of a CRM. */
    public static PipelineServices of(Crm crm) {
        SqlPipelines pipelines = new SqlPipelines(
                crm.platform.transactions(),
                crm.platform.sql(),
                crm.organizations,
                crm.messages,
                crm.platform.schema("crm"));
        return new PipelineServices(
                pipelines,
                new SqlOpportunities(
                        crm.platform.transactions(),
                        crm.platform.sql(),
                        pipelines,
                        crm.contacts,
                        new Owners(crm.colleagues),
                        new DealTimeline(crm.journal, crm.messages),
                        crm.organizations,
                        crm.journal,
                        crm.audit,
                        crm.live,
                        crm.platform.schema("crm")));
    }
}
