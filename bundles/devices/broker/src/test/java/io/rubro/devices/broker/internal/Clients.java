package io.rubro.devices.broker.internal;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;

/** Paho clients, as a device would use them. */
final class Clients {

    /** An MQTT 3.1.1 client that notes what it hears. */
    static final class Device implements AutoCloseable, MqttCallback {
        final MqttClient client;
        final List<String> heard = new CopyOnWriteArrayList<>();
        volatile boolean lost;

        private Device(MqttClient client) {
            this.client = client;
            client.setCallback(this);
            client.setTimeToWait(5000);
        }

        void publish(String topic, String text, int qos, boolean retained) throws MqttException {
            client.publish(topic, text.getBytes(StandardCharsets.UTF_8), qos, retained);
        }

        @Override
        public void connectionLost(Throwable cause) {
            lost = true;
        }

        @Override
        public void messageArrived(String topic, MqttMessage message) {
            heard.add(topic + " " + new String(message.getPayload(), StandardCharsets.UTF_8));
        }

        @Override
        public void deliveryComplete(IMqttDeliveryToken token) {}

        @Override
        public void close() throws MqttException {
            if (client.isConnected()) {
                client.disconnect();
            }
            client.close(true);
        }
    }

    private Clients() {}

    static MqttConnectOptions options(String user, String secret) {
        MqttConnectOptions options = new MqttConnectOptions();
        options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
        options.setUserName(user);
        options.setPassword(secret.toCharArray());
        options.setConnectionTimeout(5);
        return options;
    }

    static Device connect(RunningBroker broker, RunningBroker.TestDevice device) throws MqttException {
        return connect(broker, device.user(), options(device.user(), device.secret()));
    }

    static Device connect(RunningBroker broker, String clientId, MqttConnectOptions options) throws MqttException {
        Device made = new Device(new MqttClient(broker.uri(), clientId, new MemoryPersistence()));
        made.client.connect(options);
        return made;
    }

    /** A client as the platform's own. */
    static Device platform(RunningBroker broker) throws MqttException {
        var endpoint = broker.artemis.endpoint();
        return connect(
                broker,
                endpoint.clientId(),
                options(endpoint.user().orElseThrow(), endpoint.password().orElseThrow()));
    }

    static MqttAsyncClient connect5(RunningBroker broker, RunningBroker.TestDevice device)
            throws org.eclipse.paho.mqttv5.common.MqttException {
        MqttAsyncClient client = new MqttAsyncClient(
                broker.uri(), device.user(), new org.eclipse.paho.mqttv5.client.persist.MemoryPersistence());
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setUserName(device.user());
        options.setPassword(device.secret().getBytes(StandardCharsets.UTF_8));
        client.connect(options).waitForCompletion(5000);
        return client;
    }
}
