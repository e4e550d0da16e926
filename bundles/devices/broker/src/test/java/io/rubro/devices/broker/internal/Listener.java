package io.rubro.devices.broker.internal;

import io.rubro.devices.mqtt.Stamp;
import java.util.List;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;

/** Notes the last stamp of each message. */
record Listener(List<String> stamps) implements MqttCallback {

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        stamps.add(message.getProperties().getUserProperties().stream()
                .filter(property -> property.getKey().equals(Stamp.PROPERTY))
                .map(UserProperty::getValue)
                .reduce((first, second) -> second)
                .orElse("none"));
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {}

    @Override
    public void mqttErrorOccurred(MqttException exception) {}

    @Override
    public void deliveryComplete(IMqttToken token) {}

    @Override
    public void connectComplete(boolean reconnect, String uri) {}

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {}
}
