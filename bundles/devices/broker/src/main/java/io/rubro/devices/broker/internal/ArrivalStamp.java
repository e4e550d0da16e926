package io.rubro.devices.broker.internal;

import io.rubro.devices.mqtt.Stamp;
import io.rubro.platform.ids.Id;
import java.time.Clock;
import org.apache.activemq.artemis.api.core.ActiveMQSecurityException;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTUtil;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerMessagePlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;

/**
 * Writes on every message, before it is stored, which one it is and when it came. A message that is delivered again after
 * a crash can be told from a new one by it, and its time of arrival stays the same.
 */
final class ArrivalStamp implements ActiveMQServerMessagePlugin {

    private final Clock clock;

    ArrivalStamp(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void beforeSend(
            ServerSession session, Transaction tx, Message message, boolean direct, boolean noAutoCreateQueue)
            throws ActiveMQSecurityException {
        if (message.getAddress() != null && message.getAddress().contains("::")) {
            // Artemis would take the rest for the name of a queue and deliver past the subscriptions
            throw new ActiveMQSecurityException("«::» in a topic");
        }
        String properties = MQTTUtil.MQTT_USER_PROPERTY_EXISTS_KEY;
        int position = message.containsProperty(properties) ? message.getIntProperty(properties) : 0;
        message.putStringProperty(
                MQTTUtil.MQTT_USER_PROPERTY_KEY_PREFIX + position + "." + Stamp.PROPERTY,
                new Stamp(Id.next(), clock.instant()).text());
        message.putIntProperty(properties, position + 1);
    }
}
