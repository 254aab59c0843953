global using Clinic.TestSupport;
