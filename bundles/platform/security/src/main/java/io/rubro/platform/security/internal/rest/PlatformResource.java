package io.rubro.platform.security.internal.rest;

import io.rubro.platform.ids.Id;
import io.rubro.platform.organizations.Organization;
import io.rubro.platform.rest.HoldsSecret;
import io.rubro.platform.rest.IfMatch;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import io.rubro.platform.security.RequiresPermission;
import io.rubro.platform.security.internal.model.Account;
import io.rubro.platform.security.internal.model.AccountChange;
import io.rubro.platform.security.internal.model.NewOwner;
import io.rubro.platform.security.internal.model.OrganizationDraft;
import io.rubro.platform.security.internal.service.PlatformAdministration;
import io.swagger.v3.oas.annotations.Operation;
import javax.validation.Valid;
import javax.validation.constraints.NotNull;
import javax.ws.rs.BeanParam;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** All organisations and accounts, for administrators of the installation. */
@Component(service = PlatformResource.class)
@JaxrsResource
@Path("platform")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class PlatformResource {

    private final PlatformAdministration platform;

    /** An organisation and the person it is made for. */
    public record NewOrganization(@NotNull @Valid OrganizationDraft organization, @NotNull @Valid NewOwner owner) {}

    @Activate
    public PlatformResource(@Reference PlatformAdministration platform) {
        this.platform = platform;
    }

    @GET
    @Path("organizations")
    @RequiresPermission("platform.organization.manage")
    @Operation(summary = "List all organisations", description = "search: part of a name or of the tax number")
    public Page<Organization> organizations(
            @BeanParam PageRequest page, @QueryParam("search") @Nullable String search) {
        return platform.organizations(page, search);
    }

    @HoldsSecret
    @POST
    @Path("organizations")
    @RequiresPermission("platform.organization.manage")
    @Operation(summary = "Create an organisation and its first owner")
    public Response create(@NotNull @Valid NewOrganization wanted) {
        Organization created = platform.create(wanted.organization, wanted.owner);
        return Response.status(Response.Status.CREATED).entity(created).build();
    }

    @GET
    @Path("accounts")
    @RequiresPermission("platform.account.manage")
    @Operation(summary = "List all accounts", description = "search: part of the name or e-mail address")
    public Page<Account> accounts(@BeanParam PageRequest page, @QueryParam("search") @Nullable String search) {
        return platform.accounts(page, search);
    }

    @GET
    @Path("accounts/{id}")
    @RequiresPermission("platform.account.manage")
    @Operation(summary = "See an account")
    public Account account(@PathParam("id") Id id) {
        return platform.account(id);
    }

    @PUT
    @Path("accounts/{id}")
    @RequiresPermission("platform.account.manage")
    @Operation(summary = "Make somebody an administrator of the platform, or shut an account out")
    public Account change(
            @PathParam("id") Id id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable IfMatch seen,
            @NotNull @Valid AccountChange change) {
        return platform.change(id, seen, change);
    }

    @PUT
    @Path("accounts/{id}/password")
    @RequiresPermission("platform.account.manage")
    @Operation(summary = "Give an account a new password; all its sessions end")
    public void resetPassword(@PathParam("id") Id id, @NotNull @Valid PasswordReset reset) {
        platform.resetPassword(id, reset.password());
    }
}
