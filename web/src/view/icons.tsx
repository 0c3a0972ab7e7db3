/** Small pictures, drawn with the colour of the text around them. */

const Icon = ({ path }: { path: string }) => (
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round">
    <path d={path} />
  </svg>
);

export const Lock = () => <Icon path="M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3" />;
export const Download = () => <Icon path="M12 4v11m-4.5-4.5L12 15l4.5-4.5M5 19.5h14" />;
export const Sheet = () => <Icon path="M5 4.5h14v15H5zM5 9.5h14M5 14.5h14M10.5 9.5v10" />;
export const Copy = () => <Icon path="M9 9h10v10H9zM15 9V5H5v10h4" />;
export const Back = () => <Icon path="M19 12H5m5-5-5 5 5 5" />;
export const Document = () => <Icon path="M7 3.5h7l4 4v13H7zM14 3.5v4h4M10 12h5M10 15.5h5" />;
