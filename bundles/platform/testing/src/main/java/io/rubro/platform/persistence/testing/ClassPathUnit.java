package io.rubro.platform.persistence.testing;

import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import javax.persistence.SharedCacheMode;
import javax.persistence.ValidationMode;
import javax.persistence.spi.ClassTransformer;
import javax.persistence.spi.PersistenceUnitInfo;
import javax.persistence.spi.PersistenceUnitTransactionType;
import javax.sql.DataSource;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** A unit of {@code META-INF/persistence.xml} on the class path, as a container would give it. */
record ClassPathUnit(String name, List<String> classes, Properties properties, URL root, DataSource source)
        implements PersistenceUnitInfo {

    static ClassPathUnit read(String name, DataSource source) {
        try {
            for (URL url : Collections.list(loader().getResources("META-INF/persistence.xml"))) {
                NodeList units = DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(url.openStream())
                        .getElementsByTagName("persistence-unit");
                for (int i = 0; i < units.getLength(); i++) {
                    Element unit = (Element) units.item(i);
                    if (unit.getAttribute("name").equals(name)) {
                        URL root = new URL(url.toString().replace("META-INF/persistence.xml", ""));
                        return new ClassPathUnit(name, classes(unit), properties(unit), root, source);
                    }
                }
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        throw new IllegalArgumentException("no persistence unit " + name);
    }

    private static List<String> classes(Element unit) {
        List<String> classes = new ArrayList<>();
        NodeList nodes = unit.getElementsByTagName("class");
        for (int i = 0; i < nodes.getLength(); i++) {
            classes.add(nodes.item(i).getTextContent().trim());
        }
        return classes;
    }

    private static Properties properties(Element unit) {
        Properties properties = new Properties();
        NodeList nodes = unit.getElementsByTagName("property");
        for (int i = 0; i < nodes.getLength(); i++) {
            Element property = (Element) nodes.item(i);
            properties.setProperty(property.getAttribute("name"), property.getAttribute("value"));
        }
        return properties;
    }

    private static ClassLoader loader() {
        return Thread.currentThread().getContextClassLoader();
    }

    @Override
    public String getPersistenceUnitName() {
        return name;
    }

    @Override
    public String getPersistenceProviderClassName() {
        return "org.eclipse.persistence.jpa.PersistenceProvider";
    }

    @Override
    public PersistenceUnitTransactionType getTransactionType() {
        return PersistenceUnitTransactionType.JTA;
    }

    @Override
    public DataSource getJtaDataSource() {
        return source;
    }

    @Override
    public @Nullable DataSource getNonJtaDataSource() {
        return null;
    }

    @Override
    public List<String> getMappingFileNames() {
        return List.of();
    }

    @Override
    public List<URL> getJarFileUrls() {
        return List.of();
    }

    @Override
    public URL getPersistenceUnitRootUrl() {
        return root;
    }

    @Override
    public List<String> getManagedClassNames() {
        return classes;
    }

    @Override
    public boolean excludeUnlistedClasses() {
        return true;
    }

    @Override
    public SharedCacheMode getSharedCacheMode() {
        return SharedCacheMode.UNSPECIFIED;
    }

    @Override
    public ValidationMode getValidationMode() {
        return ValidationMode.NONE;
    }

    @Override
    public Properties getProperties() {
        return properties;
    }

    @Override
    public String getPersistenceXMLSchemaVersion() {
        return "2.2";
    }

    @Override
    public ClassLoader getClassLoader() {
        return loader();
    }

    @Override
    public void addTransformer(ClassTransformer transformer) {
        // classes are used as compiled
    }

    @Override
    public ClassLoader getNewTempClassLoader() {
        return loader();
    }
}
