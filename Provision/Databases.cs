namespace Clinic.Provision;
