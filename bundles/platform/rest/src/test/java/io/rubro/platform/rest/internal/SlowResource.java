package io.rubro.platform.rest.internal;

import io.rubro.platform.security.AllowAnonymous;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;

/** A resource that takes its time. */
@Path("slow")
@Produces(MediaType.APPLICATION_JSON)
public class SlowResource {

    final CountDownLatch entered = new CountDownLatch(1);
    final CountDownLatch mayLeave = new CountDownLatch(1);

    @GET
    @AllowAnonymous
    public String get() throws InterruptedException {
        entered.countDown();
        return mayLeave.await(10, TimeUnit.SECONDS) ? "done" : "never";
    }
}
