package io.rubro.platform.jobs.internal.service;

import io.rubro.platform.jobs.JobHandler;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The jobs whose handlers are on this node. If two handlers say the same name, the first one there has it. */
final class LocalJobs {

    private final List<Job> jobs = new CopyOnWriteArrayList<>();

    void add(Job job) {
        jobs.add(job);
    }

    /** Forgets a handler; empty if it was not known. */
    Optional<Job> remove(JobHandler handler) {
        @Nullable Job found = null;
        for (Job job : jobs) {
            if (job.handler() == handler) {
                found = job;
            }
        }
        if (found != null) {
            jobs.remove(found);
        }
        return Optional.ofNullable(found);
    }

    Optional<Job> find(String name) {
        return jobs.stream().filter(job -> job.name().equals(name)).findFirst();
    }

    /** Their names, each once, in order. */
    Set<String> names() {
        Set<String> names = new TreeSet<>();
        jobs.forEach(job -> names.add(job.name()));
        return names;
    }
}
