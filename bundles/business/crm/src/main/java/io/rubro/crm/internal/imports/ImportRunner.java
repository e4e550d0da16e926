package io.rubro.crm.internal.imports;

import io.rubro.platform.ids.Id;
import io.rubro.platform.security.Caller;
import io.rubro.platform.tenancy.Tenant;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Works on imports beside the requests, on behalf of whoever asked. What a node leaves behind another takes up. */
@Component(service = ImportRunner.class)
public final class ImportRunner {

    private static final int AT_ONCE = 2;

    private final ImportWork work;
    private final String name = UUID.randomUUID().toString();
    private final Executor executor;

    /** Called by the component runtime. */
    @Activate
    public ImportRunner(@Reference ImportWork work) {
        this(work, threads());
    }

    ImportRunner(ImportWork work, Executor executor) {
        this.work = work;
        this.executor = executor;
    }

    private static ExecutorService threads() {
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(AT_ONCE, AT_ONCE, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "crm-import");
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** Called by the component runtime. */
    @Deactivate
    public void stop() {
        if (executor instanceof ExecutorService pool) {
            pool.shutdownNow();
        }
    }

    /** Does what an import of the organisation on the thread waits for, soon. */
    void submit(Id id) {
        Id organization = Tenant.current();
        Caller caller = Caller.current();
        executor.execute(() -> caller.call(() -> Tenant.call(organization, () -> {
            work.run(id, name);
            return id;
        })));
    }
}
