"""CPSV-AP, the European vocabulary of public services, in and out."""
