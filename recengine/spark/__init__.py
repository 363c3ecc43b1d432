"""Training by Apache Spark, for data beyond one machine; nothing here is needed to serve a model."""
