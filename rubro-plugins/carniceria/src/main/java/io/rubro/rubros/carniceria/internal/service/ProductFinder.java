package io.rubro.rubros.carniceria.internal.service;

import io.rubro.platform.search.SearchHit;
import io.rubro.platform.search.SearchProvider;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Products in the search over everything, by name or by PLU. */
@Component
public final class ProductFinder implements SearchProvider {

    private final Products products;

    /** Called by the component runtime. */
    @Activate
    public ProductFinder(@Reference Products products) {
        this.products = products;
    }

    @Override
    public String permission() {
        return "carniceria.product.read";
    }

    @Override
    public List<SearchHit> search(String text, int limit) {
        return products.find(text, limit).stream()
                .map(product -> new SearchHit(
                        "tag",
                        product.name(),
                        "PLU " + product.plu() + " · " + product.pricePerKg().toPlainString() + " /kg",
                        "products?id=" + product.id()))
                .toList();
    }
}
