package io.rubro.devices.registry.internal.service;

import io.rubro.devices.driver.DeviceDriver;
import io.rubro.platform.problem.ProblemException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The drivers that are running now. */
@Component(service = LoadedDrivers.class)
public final class LoadedDrivers {

    private final List<DeviceDriver> drivers = new CopyOnWriteArrayList<>();

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindDriver(DeviceDriver driver) {
        drivers.add(driver);
    }

    void unbindDriver(DeviceDriver driver) {
        drivers.remove(driver);
    }

    /** All, by id. */
    public List<DeviceDriver> all() {
        return drivers.stream().sorted(Comparator.comparing(DeviceDriver::id)).toList();
    }

    /** The driver with this id; while a plugin is upgraded there may be two for a moment: the newer. */
    public Optional<DeviceDriver> find(String id) {
        return drivers.stream().filter(driver -> driver.id().equals(id)).reduce((older, newer) -> newer);
    }

    /**
     * Lets a driver work. What it throws besides a refusal is its own mistake, told as such.
     *
     * @throws ProblemException 409 if it is not running or fails, and what the driver itself refuses
     */
    <T> T ask(String id, Function<DeviceDriver, T> work) {
        DeviceDriver driver = find(id).orElseThrow(
                        () -> ProblemException.conflict("devices.driver.not-running", Map.of("driver", id)));
        try {
            return work.apply(driver);
        } catch (ProblemException refusal) {
            throw refusal;
        } catch (RuntimeException | LinkageError e) {
            throw ProblemException.conflict("devices.driver.failed", Map.of("driver", id, "reason", e.toString()));
        }
    }
}
