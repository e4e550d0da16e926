package io.rubro.devices.registry.internal.service;

import io.rubro.platform.rest.PageRequest;
import io.rubro.platform.search.SearchHit;
import io.rubro.platform.search.SearchProvider;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Devices in the search over everything, by name. */
@Component
public final class DeviceFinder implements SearchProvider {

    private final DeviceList devices;

    /** Called by the component runtime. */
    @Activate
    public DeviceFinder(@Reference DeviceList devices) {
        this.devices = devices;
    }

    @Override
    public String permission() {
        return "devices.device.read";
    }

    @Override
    public List<SearchHit> search(String text, int limit) {
        DeviceList.Filter filter = new DeviceList.Filter(text, null, null, null);
        return devices.list(filter, new PageRequest(limit, null, null)).items().stream()
                .map(device -> new SearchHit(
                        "cpu",
                        device.name(),
                        Stream.of(device.group(), device.place())
                                .filter(Objects::nonNull)
                                .collect(Collectors.joining(" · ")),
                        "devices/" + device.id()))
                .toList();
    }
}
