package io.rubro.devices.registry.internal.model;

import io.rubro.platform.ids.Id;
import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import javax.persistence.Version;
import org.jspecify.annotations.Nullable;

/** A device's row. */
@Entity(name = "Device")
@Table(schema = "devices", name = "device")
public class DeviceEntity {

    @javax.persistence.Id
    private long id;

    @Version
    private long version;

    @Column(nullable = false)
    private String name;

    @Column(nullable = false)
    private String driver;

    @Column(name = "group_name")
    private @Nullable String group;

    private @Nullable String place;

    /** A JSON object. */
    @Column(nullable = false)
    private String settings;

    private boolean enabled;

    @Column(name = "created_at", nullable = false)
    private Instant createdAt;

    @Column(name = "updated_at", nullable = false)
    private Instant updatedAt;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init")
    protected DeviceEntity() {}

    /** A new device. */
    public DeviceEntity(Id id, String name, String driver, String settings, Instant now) {
        this.id = id.value();
        this.name = name;
        this.driver = driver;
        this.settings = settings;
        this.enabled = true;
        this.createdAt = now;
        this.updatedAt = now;
    }

    /** Changes what is registered; every call makes a new version. */
    public void change(
            String newName,
            String newDriver,
            @Nullable String newGroup,
            @Nullable String newPlace,
            String newSettings,
            boolean newEnabled,
            Instant now) {
        this.name = newName;
        this.driver = newDriver;
        this.group = newGroup;
        this.place = newPlace;
        this.settings = newSettings;
        this.enabled = newEnabled;
        this.updatedAt = now;
    }

    public Id id() {
        return new Id(id);
    }

    public long version() {
        return version;
    }

    public String name() {
        return name;
    }

    public String driver() {
        return driver;
    }

    public @Nullable String group() {
        return group;
    }

    public @Nullable String place() {
        return place;
    }

    public String settings() {
        return settings;
    }

    public boolean enabled() {
        return enabled;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant updatedAt() {
        return updatedAt;
    }
}
