import { openDesk } from "../open-desk.tsx";
import { Reception } from "./reception.tsx";
import "../../../shared/ui/base.css";
import "../../../shared/ui/desk/desk.css";
import "./reception.css";
import "./verbs.css";
import "../desk-laboratory/desk-laboratory.css";
import "./laboratory/tests.css";

openDesk((ports) => <Reception {...ports} />);
